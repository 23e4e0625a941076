"""The announcer's desk: sentences kept one by one as they are spoken, and a take put together from them."""

import hashlib
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import media, text, voices
from broadcast.audio import sentence as sounds
from broadcast.authority import NotReleasable, may_be_said, spoken_sha256
from broadcast.models import Programme, Recording, SentenceTake
from broadcast.people import Person

MOST_BYTES = 30 * 1024 * 1024


class NotKept(Exception):
    """A sentence or a take could not be kept; ``code`` is for the page, the message for the person."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence of the words that are read, and what was spoken of it."""

    number: int  # from 1
    text: str
    sha256: str
    take: SentenceTake | None

    @property
    def flaws(self) -> list[str]:
        """What is wrong with the sound, as a person reads it."""
        return [sounds.FLAWS[flaw] for flaw in (self.take.flaws if self.take else []) if flaw in sounds.FLAWS]


def sentence_sha256(sentence: str) -> str:
    """Return the digest that ties a spoken sentence to its words."""
    return hashlib.sha256(sentence.encode()).hexdigest()


def lines(programme: Programme) -> list[Line]:
    """Return the sentences in order; words that stand twice share what was spoken of them."""
    spoken = {take.sentence_sha256: take for take in _in_use(programme)}
    found = []
    for number, sentence in enumerate(text.sentences(programme.spoken), start=1):
        sha256 = sentence_sha256(sentence)
        found.append(Line(number=number, text=sentence, sha256=sha256, take=spoken.get(sha256)))
    return found


def _in_use(programme: Programme) -> Iterable[SentenceTake]:
    return SentenceTake.objects.filter(programme=programme, dropped_at=None)


# ------------------------------------------------------------------ sentences


def keep_sentence(
    line: Line, programme: Programme, *, token: UUID, chunks: Iterable[bytes], person: Person, now: datetime
) -> SentenceTake:
    """Keep what was spoken of a sentence in place of what was there; what is refused leaves the earlier one."""
    earlier = SentenceTake.objects.filter(token=token, programme=programme).first()
    if earlier is not None:
        return earlier
    _check(programme)
    sha256, heard = _sound(chunks)
    with transaction.atomic():
        Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        _drop(programme, [line.sha256], now=now)
        return SentenceTake.objects.create(
            programme=programme,
            sentence_sha256=line.sha256,
            token=token,
            sound_sha256=sha256,
            duration_s=heard.clip.duration_s,
            flaws=list(heard.flaws),
            person_id=person.pk,
            person_name=person.get_full_name(),
            made_at=now,
        )


def _sound(chunks: Iterable[bytes]) -> tuple[str, sounds.SpokenSentence]:
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=workshop) as folder:
        sent, wave = Path(folder) / "sent", Path(folder) / "sentence.wav"
        with sent.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        try:
            heard = sounds.take_in(sent)
        except sounds.SentenceNotUsable as refusal:
            raise NotKept("unusable", str(refusal)) from refusal
        sounds.write(heard.clip, wave)
        return media.store_by_content(wave), heard


@transaction.atomic
def drop_sentence(programme: Programme, sha256: str, *, now: datetime) -> None:
    """Put aside what was spoken of a sentence: a synthetic voice may read it, or it is spoken again."""
    _drop(programme, [sha256], now=now)


def _drop(programme: Programme, digests: Collection[str], *, now: datetime) -> None:
    SentenceTake.objects.filter(programme=programme, sentence_sha256__in=digests, dropped_at=None).update(
        dropped_at=now
    )


# -------------------------------------------------------------- earlier version


def carriable(programme: Programme) -> list[SentenceTake]:
    """Return what was spoken for earlier versions of the story and stands word by word in this one, unspoken yet."""
    missing = {line.sha256 for line in lines(programme) if line.take is None}
    rows = SentenceTake.objects.filter(
        programme__story_id=programme.story_id,
        programme__pk__lt=programme.pk,
        sentence_sha256__in=missing,
        dropped_at=None,
    )
    newest = {row.sentence_sha256: row for row in rows.order_by("pk")}
    return [row for row in newest.values() if media.is_whole(row.sound_sha256)]


@transaction.atomic
def carry_over(programme: Programme, *, now: datetime) -> int:
    """Use again what was spoken of unchanged sentences; only ever when a person asks for it."""
    _check(programme)
    Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    carried = [
        SentenceTake(
            programme=programme,
            sentence_sha256=row.sentence_sha256,
            token=uuid4(),
            sound_sha256=row.sound_sha256,
            duration_s=row.duration_s,
            flaws=row.flaws,
            carried_from=row,
            person_id=row.person_id,
            person_name=row.person_name,
            made_at=now,
        )
        for row in carriable(programme)
    ]
    return len(SentenceTake.objects.bulk_create(carried))


# ------------------------------------------------------------------ the take


def finish(programme: Programme, *, voice: str, person: Person) -> Recording:
    """Ask for a take of the spoken sentences; ``voice`` reads those that nobody spoke ("" when none is left)."""
    _check(programme)
    picked = [line.take.pk if line.take else None for line in lines(programme)]
    if not any(picked):
        raise NotKept("nothing", _("No sentence has been recorded yet. Record at least one."))
    is_mixed = None in picked
    if is_mixed and not voices.is_known(voice):
        raise NotKept(
            "unfinished", _("Some sentences are not recorded. Record them, or choose who reads them.")
        )
    return Recording.objects.create(
        programme=programme,
        voice=voice if is_mixed else voices.ANNOUNCER,
        synthetic=is_mixed,
        picked=picked,
        spoken_sha256=spoken_sha256(programme.spoken),
        requested_by_id=person.pk,
    )


def _check(programme: Programme) -> None:
    try:
        may_be_said(programme)
    except NotReleasable as refusal:
        raise NotKept("closed", str(refusal)) from refusal
