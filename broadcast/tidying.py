"""Takes away sounds that nothing refers to any more: sentences spoken anew, takes put aside, files without a row.

What an accepted recording, an open take or any other row names stays, whatever its age. Rows stay too: that
somebody spoke a sentence or put a take aside is history, only the sound goes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, JSONField, Model

from broadcast import media, sent_sounds, voices
from broadcast.models import Recording, Rendition, SentenceTake
from broadcast.states import RecordingStatus

REPLACED_KEPT = timedelta(days=7)
"""How long a sentence that was spoken anew can still be found again."""
MOST_REPLACED_BYTES = 512 * 1024**2
"""Of such sentences for each station, about two hours of speech; beyond it the oldest go sooner."""
ASIDE_KEPT = timedelta(days=30)
"""How long the sound of a take is kept that was put aside and never accepted."""
YOUNG = timedelta(days=1)
"""What was written or stored again since then stays: its row may be on the way."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_OWN_RULES: tuple[type[Model], ...] = (Recording, Rendition, SentenceTake)


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What was taken away."""

    files: int
    bytes: int


def collect(now: datetime) -> Collected:
    """Take away what nothing needs, and sentences of synthetic voices beyond their bound."""
    voices.cache().prune()
    before = (now - YOUNG).timestamp()
    sizes = [_removed(path, before=before) for path in _unneeded(now)]
    return Collected(files=len([size for size in sizes if size is not None]), bytes=sum(filter(None, sizes)))


def _unneeded(now: datetime) -> list[Path]:
    aside = _put_aside(now)
    kept = {*_sounds(aside), *_sentences(now), *_named_elsewhere()}
    uploads = set(Recording.objects.exclude(pk__in=aside).values_list("upload", flat=True))
    uploads |= set(sent_sounds.unfinished().values_list("upload", flat=True))
    home = Path(settings.BROADCAST_MEDIA)
    stored = [path for path in home.glob("??/*") if path.name not in kept]
    return stored + [path for path in home.glob("uploads/*") if f"uploads/{path.name}" not in uploads]


def _removed(path: Path, *, before: float) -> int | None:
    """Remove a file that was last written before that time and return its size; None when it stays or is gone."""
    try:
        status = path.stat()
        if status.st_mtime >= before:
            return None
        path.unlink()
    except OSError:
        return None
    return status.st_size


# ------------------------------------------------------------- what is needed


def _put_aside(now: datetime) -> set[int]:
    """Return the takes whose sound nobody needs: put aside, never accepted, made long ago."""
    rows = Recording.objects.filter(
        status=RecordingStatus.REJECTED, acceptance=None, touched_at__lt=now - ASIDE_KEPT
    )
    return set(rows.values_list("pk", flat=True))


def _sounds(aside: set[int]) -> Iterator[str]:
    """Yield the digests of takes and of what was made of their masters."""
    names = ("master_sha256", "device_sha256", "waveform_sha256")
    kept: set[str] = set()
    left: set[str] = set()
    for number, *digests in Recording.objects.values_list("pk", *names).iterator():
        (left if number in aside else kept).update(digests)
    for source, output in Rendition.objects.values_list("source_sha256", "output_sha256").iterator():
        if source not in left - kept:
            kept |= {source, output}
    yield from kept


def _sentences(now: datetime) -> Iterator[str]:
    """Yield the digests of spoken sentences: in use, picked for a take, or spoken anew only lately."""
    takes = Recording.objects.exclude(status=RecordingStatus.REJECTED).exclude(picked=[])
    picked = set(chain.from_iterable(takes.values_list("picked", flat=True)))
    room: dict[int, int] = {}
    rows = SentenceTake.objects.order_by("-dropped_at", "-pk").values_list(
        "pk", "sound_sha256", "dropped_at", "programme__station"
    )
    for number, sha256, dropped_at, station in rows:
        if dropped_at is None or number in picked:
            yield sha256
        elif dropped_at > now - REPLACED_KEPT:
            room[station] = room.get(station, MOST_REPLACED_BYTES) - _size(sha256)
            if room[station] >= 0:
                yield sha256


def _size(sha256: str) -> int:
    try:
        return media.path_of(sha256).stat().st_size
    except (OSError, ValueError):
        return 0


def _named_elsewhere() -> Iterator[str]:
    """Yield every digest in any other table, whoever keeps it: a table added later is on the safe side."""
    for model in apps.get_models():
        if model in _OWN_RULES:
            continue
        for field in model._meta.concrete_fields:
            values: Any = model._base_manager.order_by().values_list(field.attname, flat=True)
            if isinstance(field, CharField) and field.name.endswith("sha256"):
                yield from values.distinct()
            elif isinstance(field, JSONField):
                yield from chain.from_iterable(_DIGEST.findall(str(value)) for value in values.iterator())
