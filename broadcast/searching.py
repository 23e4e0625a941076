"""Finds what was ever on the air: by words without regard to case and marks, by date, zone, kind and outcome."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet

from broadcast.models import Airing, AirWords, Booking, Programme, Recording, Station
from broadcast.states import AiringStatus, RecordingStatus
from broadcast.text.letters import bare

AT_ONCE = 500
MOST_WORDS = 12
AROUND = 70  # letters of the spoken text shown on each side of what was found
WORD = re.compile(r"\w+")
HEARD = (AiringStatus.PLAYED, AiringStatus.PARTIAL)
STANDING = ("opening", "closing", "signal")
EMERGENCY = "emergency"

Key = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is looked for; empty fields narrow nothing. ``kind``: an airing's kind or a programme's form."""

    typed: str = ""
    first: date | None = None
    last: date | None = None
    zone_id: int | None = None
    kind: str = ""
    outcome: str = ""

    @property
    def words(self) -> list[str]:
        """The words to be found, folded."""
        return WORD.findall(bare(self.typed))[:MOST_WORDS]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One play of one thing, in however many zones; ``excerpt`` is what was found, with what stands around it."""

    airing: Airing
    programme: Programme | None
    recording: Recording | None
    starts_at: datetime
    zones: Sequence[str]
    heard_in: int
    kind: str
    excerpt: tuple[str, str, str] | None

    @property
    def outcome(self) -> str:
        """Whether all zones heard it, some, or none."""
        if self.heard_in == len(self.zones):
            return "heard"
        return "some" if self.heard_in else "missed"


# --------------------------------------------------------------------- words


def keep_up() -> None:
    """Fold the words of programmes that have not been folded yet."""
    while missing := list(Programme.objects.filter(air_words=None).only("title", "spoken")[:AT_ONCE]):
        AirWords.objects.bulk_create(
            (AirWords(programme=row, title=_folded(row.title), words=_folded(row.spoken)) for row in missing),
            ignore_conflicts=True,
        )


def _folded(text: str) -> str:
    """Return the bare words, each with a blank before it: a search finds beginnings of words only."""
    return " " + " ".join(WORD.findall(bare(text)))


# --------------------------------------------------------------------- plays


def plays(station: Station, wish: Wish, *, now: datetime) -> QuerySet[Airing, Any]:
    """Return what was on the air, the newest first: one row for all zones that heard the same thing."""
    return (
        _narrowed(station, wish, now)
        .order_by()
        .values("booking", "kind", "on", "slot")
        .annotate(
            first=Min("starts_at"),
            last=Max("starts_at"),
            in_zones=Count("zone", distinct=True),
            heard_in=Count("zone", distinct=True, filter=Q(status__in=HEARD)),
        )
        .order_by("-first", "-booking", "kind")
    )


def _narrowed(station: Station, wish: Wish, now: datetime) -> QuerySet[Airing]:
    rows = Airing.objects.filter(starts_at__lte=now).exclude(status=AiringStatus.DROPPED)
    rows = rows.filter(zone=wish.zone_id) if wish.zone_id else rows.filter(zone__station=station)
    tz = ZoneInfo(station.timezone)
    if wish.first:
        rows = rows.filter(starts_at__gte=datetime.combine(wish.first, time.min, tz))
    if wish.last:
        rows = rows.filter(starts_at__lt=datetime.combine(wish.last + timedelta(days=1), time.min, tz))
    if wish.words:
        rows = rows.filter(booking__in=_bookings_with(wish.words))
    return _of_outcome(_of_kind(rows, wish.kind), wish.outcome)


def _bookings_with(words: Iterable[str]) -> Any:
    found = AirWords.objects.all()
    for word in words:
        begins = f" {word}"
        found = found.filter(Q(title__contains=begins) | Q(words__contains=begins))
    return Booking.objects.filter(programme__in=found.values("pk")).values("pk")


def _of_kind(rows: QuerySet[Airing], kind: str) -> QuerySet[Airing]:
    if not kind:
        return rows.exclude(kind__in=STANDING)
    if kind in {*STANDING, EMERGENCY}:
        return rows.filter(kind=kind)
    return rows.filter(booking__programme__form=kind).exclude(kind=EMERGENCY)


def _of_outcome(rows: QuerySet[Airing], outcome: str) -> QuerySet[Airing]:
    if outcome == "heard":
        return rows.filter(status__in=HEARD)
    if outcome == "missed":
        return rows.filter(status=AiringStatus.MISSED)
    return rows.filter(stop__isnull=False) if outcome == "stopped" else rows


# ---------------------------------------------------------------------- hits


def hits(station: Station, wish: Wish, rows: Sequence[dict[str, Any]], *, now: datetime) -> list[Hit]:
    """Return these plays with all that a person wants to know of them; four queries for any number."""
    airings = _airings_of(station, wish, rows, now)
    programmes = _programmes({row["booking"] for row in rows if row["booking"]})
    found = []
    for row in rows:
        here = airings.get(_key(row), [])
        if here:
            found.append(_hit(row, here, programmes.get(row["booking"]), wish.words))
    return found


def _hit(row: dict[str, Any], here: Sequence[Airing], programme: Programme | None, words: list[str]) -> Hit:
    first = here[0]
    is_bulletin = first.kind == "programme" and programme is not None
    return Hit(
        airing=first,
        programme=programme,
        recording=next(iter(programme.accepted_takes), None) if programme else None,  # type: ignore[attr-defined]
        starts_at=row["first"],
        zones=list(dict.fromkeys(each.zone.name for each in here)),
        heard_in=row["heard_in"],
        kind=programme.form if is_bulletin and programme else first.kind,
        excerpt=_excerpt(programme.spoken, words) if programme and words else None,
    )


def _key(row: dict[str, Any]) -> Key:
    return row["booking"], row["kind"], row["on"], row["slot"]


def _airings_of(
    station: Station, wish: Wish, rows: Sequence[dict[str, Any]], now: datetime
) -> dict[Key, list[Airing]]:
    if not rows:
        return {}
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    found: dict[Key, list[Airing]] = defaultdict(list)
    same = replace(wish, typed="")  # the words are in these bookings already
    wanted = _narrowed(station, same, now).filter(starts_at__gte=first, starts_at__lte=last)
    bookings = {row["booking"] for row in rows}
    mine = Q(booking__in=bookings - {None})
    wanted = wanted.filter(mine | Q(booking=None) if None in bookings else mine)
    for each in wanted.select_related("zone__place", "stop").order_by("zone__place__position", "starts_at"):
        found[each.booking_id, each.kind, each.on, each.slot_id].append(each)
    return found


def _programmes(booking_ids: set[int]) -> dict[int, Programme]:
    takes = Recording.objects.filter(status=RecordingStatus.ACCEPTED)
    bookings = (
        Booking.objects.filter(pk__in=booking_ids)
        .select_related("programme__approval")
        .prefetch_related(Prefetch("programme__recordings", queryset=takes, to_attr="accepted_takes"))
    )
    return {row.pk: row.programme for row in bookings}


def _excerpt(spoken: str, words: Sequence[str]) -> tuple[str, str, str] | None:
    """Return what stands before the first word found, the word as it is written, and what stands after it."""
    text = unicodedata.normalize("NFC", spoken)
    folded = bare(text)
    if len(folded) != len(text):
        return None
    places = (re.search(rf"\b{re.escape(word)}\w*", folded) for word in words)
    found = next((place for place in places if place), None)
    if found is None:
        return None
    start, end = found.span()
    before = text[max(0, start - AROUND) : start].lstrip()
    after = text[end : end + AROUND].rstrip()
    return (
        f"…{before}" if start > AROUND else before,
        text[start:end],
        f"{after}…" if end + AROUND < len(text) else after,
    )


def all_hits(station: Station, wish: Wish, *, now: datetime) -> Iterator[Hit]:
    """Yield everything that was found, a few queries for each five hundred."""
    rows = list(plays(station, wish, now=now))
    for start in range(0, len(rows), AT_ONCE):
        yield from hits(station, wish, rows[start : start + AT_ONCE], now=now)
