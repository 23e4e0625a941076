"""The log book: what was planned in each zone on a day, what was heard, by what evidence, and why not."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from broadcast import desk, stops
from broadcast.decisions import Decision, decisions_on
from broadcast.models import Airing, Move, Receipt, Station
from broadcast.states import AiringStatus

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One planned play and what became of it."""

    airing: Airing
    receipts: Sequence[Receipt]
    why: str

    @property
    def evidence(self) -> str:
        """What the reports rest on, and whose they are."""
        words = evidence_words()
        told = (
            f"{row.device.name} ({words.get(row.evidence, row.evidence or '—')})" for row in self.receipts
        )
        return ", ".join(dict.fromkeys(told))


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A day in four numbers."""

    planned: int
    heard: int
    missed: int
    heard_minutes: float


def evidence_words() -> dict[str, str]:
    """Return what each kind of evidence means; software alone cannot know that an amplifier was on."""
    return {
        "sink": pgettext("evidence", "sent to the amplifier"),
        "loopback": pgettext("evidence", "measured on the line"),
        "sensor": pgettext("evidence", "heard by a sensor"),
    }


def entries_of(airings: Iterable[Airing]) -> list[Entry]:
    """Return the entries of these airings, with their receipts and reasons; three queries for any number."""
    rows = list(airings)
    receipts: dict[object, list[Receipt]] = {}
    found = Receipt.objects.filter(airing__in=rows).select_related("device").order_by("started_at")
    for receipt in found:
        receipts.setdefault(receipt.airing_id, []).append(receipt)
    why = _last_reasons(rows)
    return [
        Entry(airing=row, receipts=receipts.get(row.pk, []), why=_why(row, receipts.get(row.pk, []), why))
        for row in rows
    ]


def groups_of(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Put together the zones that heard the same thing one after the other."""
    found: list[list[Entry]] = []
    for entry in entries:
        before = found[-1][0].airing if found else None
        if before is not None and _what(before) == _what(entry.airing):
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def _what(row: Airing) -> tuple[object, ...]:
    return row.booking_id, row.kind, row.slot_id, row.on


def _last_reasons(rows: Sequence[Airing]) -> dict[str, str]:
    moves = Move.objects.filter(kind="airing", row_id__in=[str(row.pk) for row in rows]).exclude(reason="")
    return {move.row_id: move.reason for move in moves.order_by("pk")}


def _why(row: Airing, receipts: Sequence[Receipt], reasons: dict[str, str]) -> str:
    """Return why it was moved, cut, or not heard: the plan's reason, the devices' words, then the move's."""
    told = [row.reason, *(receipt.detail for receipt in receipts)]
    if (stop := stops.stop_of(row)) is not None:
        told.insert(0, _("stopped by %(name)s: %(why)s") % {"name": stop.person_name, "why": stop.why})
    if row.status in {AiringStatus.DROPPED, AiringStatus.MISSED}:
        told.append(reasons.get(str(row.pk), ""))
    return " ".join(dict.fromkeys(filter(None, told)))


def sum_of(airings: Iterable[Airing]) -> Sum:
    """Count a day: what was taken out of the plan beforehand does not count as planned."""
    rows = [row for row in airings if row.status != AiringStatus.DROPPED]
    heard = [row for row in rows if row.status in {AiringStatus.PLAYED, AiringStatus.PARTIAL}]
    return Sum(
        planned=len(rows),
        heard=len(heard),
        missed=sum(row.status == AiringStatus.MISSED for row in rows),
        heard_minutes=sum(row.duration_s for row in heard) / 60,
    )


def as_csv(station: Station, day: date) -> str:
    """Return the day as a table that a spreadsheet opens: UTF-8 with its mark, commas, one header row."""
    tz = ZoneInfo(station.timezone)
    file = StringIO()
    file.write("\ufeff")
    table = csv.writer(file)
    table.writerow(
        [
            _("Day"),
            _("Planned"),
            _("Played at"),
            _("Zone"),
            _("Kind"),
            _("What is heard"),
            _("Seconds"),
            _("State"),
            _("Evidence"),
            _("Reason"),
        ]
    )
    for entry in entries_of(desk.airings_on(station, day)):
        table.writerow(_cells(entry, tz))
    for decision in decisions_on(station, day):
        table.writerow(_decision_cells(decision, tz))
    return file.getvalue()


def _cells(entry: Entry, tz: ZoneInfo) -> list[str]:
    row = entry.airing
    cells = [
        row.starts_at.astimezone(tz).strftime("%d/%m/%Y"),
        row.starts_at.astimezone(tz).strftime("%H:%M:%S"),
        _clock(row.played_at, tz),
        row.zone.name,
        kind_words().get(row.kind, row.kind),
        row.title,
        str(round(row.duration_s)),
        row.get_status_display(),
        entry.evidence,
        entry.why,
    ]
    return [harmless(cell) for cell in cells]


def _decision_cells(decision: Decision, tz: ZoneInfo) -> list[str]:
    """Write a decision under the same columns: when, what kind, what about, who and why."""
    when = decision.made_at.astimezone(tz)
    who = _("decided by %(name)s") % {"name": decision.person_name}
    cells = [f"{when:%d/%m/%Y}", f"{when:%H:%M:%S}", "", "", decision.kind, decision.what, "", who]
    return [harmless(cell) for cell in [*cells, "", decision.why]]


def kind_words() -> dict[str, str]:
    """Return what each kind of item is called."""
    return {
        "opening": _("opening"),
        "programme": _("programme"),
        "closing": _("sign-off"),
        "emergency": _("emergency"),
        "signal": _("time signal"),
    }


def _clock(moment: datetime | None, tz: ZoneInfo) -> str:
    return moment.astimezone(tz).strftime("%H:%M:%S") if moment else ""


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking somebody's title for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
