"""Erases what broadcast made of a story whose texts were erased by order: words, titles, sound, pictures."""

from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from broadcast import media, voices
from broadcast.models import (
    Airing,
    AirWords,
    BoardItem,
    Programme,
    Recording,
    Rendition,
    SecondHearing,
    SentenceTake,
    StandingClip,
)


def files(submissions: Collection[int]) -> list[str]:
    """Return the digests of sounds and pictures that nothing else uses."""
    takes = Recording.objects.filter(programme__submission_id__in=submissions)
    masters = set(takes.exclude(master_sha256="").values_list("master_sha256", flat=True))
    items = BoardItem.objects.filter(submission_id__in=submissions)
    made = masters | set(takes.values_list("device_sha256", flat=True))
    made |= set(takes.values_list("waveform_sha256", flat=True))
    made |= set(_spoken(submissions).values_list("sound_sha256", flat=True))
    made |= set(Rendition.objects.filter(source_sha256__in=masters).values_list("output_sha256", flat=True))
    made |= set(items.values_list("picture_sha256", flat=True)) | set(
        items.values_list("frame_sha256", flat=True)
    )
    made |= _made_for_boards(items)
    return sorted(sha256 for sha256 in made if sha256 and not _used_elsewhere(sha256, submissions))


def _made_for_boards(items: QuerySet[BoardItem]) -> set[str]:
    """Return the pages, films and captions of these items, but for those of a file that another story shows too."""
    named = {
        sha256 for row in items.values_list("source_sha256", "captions_sha256") for sha256 in row if sha256
    }
    others = BoardItem.objects.exclude(pk__in=items)
    shared = others.filter(Q(source_sha256__in=named) | Q(captions_sha256__in=named))
    named -= {sha256 for row in shared.values_list("source_sha256", "captions_sha256") for sha256 in row}
    return set(Rendition.objects.filter(source_sha256__in=named).values_list("output_sha256", flat=True))


def _spoken(submissions: Collection[int]) -> QuerySet[SentenceTake]:
    return SentenceTake.objects.filter(programme__submission_id__in=submissions)


def _used_elsewhere(sha256: str, submissions: Collection[int]) -> bool:
    takes = Recording.objects.exclude(programme__submission_id__in=submissions)
    items = BoardItem.objects.exclude(submission_id__in=submissions)
    sound = Q(master_sha256=sha256) | Q(device_sha256=sha256)
    return (
        takes.filter(sound | Q(waveform_sha256=sha256)).exists()
        or StandingClip.objects.filter(sound).exists()
        or SentenceTake.objects.filter(sound_sha256=sha256).exclude(pk__in=_spoken(submissions)).exists()
        or items.filter(Q(picture_sha256=sha256) | Q(frame_sha256=sha256)).exists()
    )


def erase(submissions: Collection[int]) -> None:
    """Blank words and titles now; remove the files when the transaction is committed."""
    programmes = Programme.objects.filter(submission_id__in=submissions)
    takes = Recording.objects.filter(programme__in=programmes)
    gone = [media.path_of(sha256) for sha256 in files(submissions)]
    gone += [
        Path(settings.BROADCAST_MEDIA) / name
        for name in takes.exclude(upload="").values_list("upload", flat=True)
    ]
    Airing.objects.filter(booking__programme__in=programmes).update(title="")
    takes.update(notes=[], error="", upload="", chapters=[])
    SecondHearing.objects.filter(recording__in=takes).delete()
    programmes.update(title="", script="", spoken="", open_questions=[])
    AirWords.objects.filter(programme__in=programmes).delete()
    BoardItem.objects.filter(submission_id__in=submissions).update(lines=[], picture_alt="")
    transaction.on_commit(lambda: _remove(gone), robust=True)
    transaction.on_commit(voices.cache().clear, robust=True)


def _remove(paths: Collection[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
