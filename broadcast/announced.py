"""Reads a script in the announcer's sentences, and in a synthetic voice where nobody spoke."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from broadcast import media, reading_aloud, voices
from broadcast.announcer import sentence_sha256
from broadcast.audio import sentence as sounds
from broadcast.audio.matching import matched
from broadcast.models import Recording, SentenceTake
from broadcast.speech import Clip, Delivery, Line, SentenceRefused, Spoken

Progress = Callable[[int, int], None]


def read(recording: Recording, lines: Sequence[Line], delivery: Delivery, *, progress: Progress) -> Spoken:
    """Return a clip for each line, in the order of the script; ``SentenceRefused`` names one that is gone."""
    spoken = _spoken(recording, [line.words for line in lines])
    rest = [line for line, clip in zip(lines, spoken, strict=True) if clip is None]
    done = len(lines) - len(rest)
    progress(done, len(lines))
    if not rest:
        return Spoken(clips=tuple(clip for clip in spoken if clip), voice=voices.ANNOUNCER, fallbacks=())
    synthetic = reading_aloud.speak(
        recording, rest, delivery, progress=lambda ready, _total: progress(done + ready, len(lines))
    )
    others = iter(synthetic.clips)
    clips = [clip or next(others) for clip in spoken]
    who = [voices.ANNOUNCER if clip else synthetic.voice for clip in spoken]
    return Spoken(clips=matched(clips, who), voice=synthetic.voice, fallbacks=synthetic.fallbacks)


def _spoken(recording: Recording, sentences: Sequence[str]) -> list[Clip | None]:
    if len(recording.picked) != len(sentences):
        raise SentenceRefused(
            _("The words have changed since the sentences were recorded. Record them again.")
        )
    rows = {row.pk: row for row in SentenceTake.objects.filter(programme=recording.programme_id)}
    return [
        _clip(rows.get(pk), sentence, number) if pk is not None else None
        for number, (pk, sentence) in enumerate(zip(recording.picked, sentences, strict=True), start=1)
    ]


def _clip(row: SentenceTake | None, sentence: str, number: int) -> Clip:
    """Return the sound of a picked sentence; it must say these very words, and be the bytes that were kept."""
    if (
        row is None
        or row.sentence_sha256 != sentence_sha256(sentence)
        or not media.is_whole(row.sound_sha256)
    ):
        raise SentenceRefused(
            _(
                "The recording of sentence %(number)s is gone or says other words. Record it again: “%(words)s”"
            )
            % {"number": number, "words": sentence[:80]}
        )
    return sounds.read(media.path_of(row.sound_sha256))
