"""From spoken words to the parts of a recording: who says what in turn, and the silences between."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from broadcast import chapters, speech, text, voices
from broadcast.audio.assembly import Chime, Part, Pause, Speech
from broadcast.authority import NotReleasable, authority_of
from broadcast.models import Programme, Recording
from broadcast.speech import Delivery, Line, Spoken, Terms

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


def delivery_for(programme: Programme, kept: dict[str, object]) -> Delivery:
    """Return the delivery that a take was asked for, else the station's own for such words."""
    emergency = is_emergency(programme)
    if not kept:
        return voices.delivery_of(programme.station, emergency=emergency)
    asked = Delivery.from_row(kept)
    return voices.for_emergency(asked) if emergency else asked


def speak(
    recording: Recording,
    lines: Sequence[Line],
    delivery: Delivery,
    *,
    progress: Callable[[int, int], None],
) -> Spoken:
    """Let the station's chain speak the lines, the voice that was asked for first; raises what voices raise."""
    programme = recording.programme
    casts = voices.casts_of(recording.voice, delivery, programme.station, approved=_is_approved(programme))
    terms = Terms(
        delivery=delivery,
        budget=voices.budget_of(programme.station),
        cache=voices.cache(),
        progress=progress,
    )
    spoken = speech.speak_lines(lines, chain=casts, terms=terms)
    if voices.is_known(recording.voice):
        return spoken
    gone = _("The voice “%(voice)s” is no longer on this machine.") % {"voice": recording.voice}
    return replace(spoken, fallbacks=(gone, *spoken.fallbacks))


def _is_approved(programme: Programme) -> bool:
    try:
        authority_of(programme.approval)
    except NotReleasable:
        return False
    return True


def lines_of(words: str) -> list[Line]:
    """Return the sentences of spoken words as lines: an empty line parts items, a line end paragraphs."""
    items: list[list[list[str]]] = [[]]
    written: list[str] = []
    for line in [*words.splitlines(), ""]:
        if line.strip():
            written.append(line)
        elif written:
            items.append(_paragraphs(written))
            written = []
    lines = speech.in_turns([item for item in items if item])
    sentences = text.sentences(words)
    if [line.words for line in lines] == sentences:
        return lines
    return [Line(words=sentence) for sentence in sentences]  # a sentence that goes on beyond an empty line


def _paragraphs(written: list[str]) -> list[list[str]]:
    """Return the sentences of each paragraph; a line that goes on in the next belongs to it."""
    found: list[tuple[str, list[str]]] = []
    for line in written:
        alone = text.sentences(line)
        if found:
            before, sentences = found[-1]
            together = text.sentences(f"{before}\n{line}")
            if len(together) < len(sentences) + len(alone):
                found[-1] = (f"{before}\n{line}", together)
                continue
        found.append((line, alone))
    return [sentences for _line, sentences in found if sentences]


def parts(spoken: Spoken, lines: Sequence[Line], delivery: Delivery, *, words: str = "") -> list[Part]:
    """Return the clips with a silence after each; those that begin a paragraph of ``words`` begin a chapter."""
    pace = delivery.pace
    titles = chapters.titles(words, [line.words for line in lines])
    made: list[Part] = []
    for clip, line, title in zip(spoken.clips, lines, titles, strict=True):
        made += [Speech(clip, title), Pause(pace.paragraph_s if line.ends_paragraph else pace.sentence_s)]
    return made
