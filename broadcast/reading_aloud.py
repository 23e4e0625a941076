"""From spoken words to the parts of a recording: the voices' clips, with the delivery's silences between them."""

from broadcast import text
from broadcast.audio.assembly import Chime, Part, Pause, Speech
from broadcast.models import Programme
from broadcast.speech import Delivery, Spoken

WARNING_PAUSE_S = 0.9


def warning(programme: Programme) -> list[Part]:
    """Return what sounds before the words: a tone for an emergency, another one for a drill."""
    if programme.drill:
        return [Chime("drill"), Pause(WARNING_PAUSE_S)]
    if is_emergency(programme):
        return [Chime("attention"), Pause(WARNING_PAUSE_S)]
    return []


def is_emergency(programme: Programme) -> bool:
    """Whether one leader released it by a waiver."""
    return getattr(programme.approval, "waiver_id", None) is not None


def parts(spoken: Spoken, delivery: Delivery) -> list[Part]:
    """Return the clips with a silence after each."""
    made: list[Part] = []
    for clip in spoken.clips:
        made += [Speech(clip), Pause(delivery.pace.sentence_s)]
    return made


def sentences(words: str) -> list[str]:
    """Return what is spoken one after the other."""
    return text.sentences(words)
