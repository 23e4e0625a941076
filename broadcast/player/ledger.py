"""The box's memory of what it set out to play and what came of it: intents and receipts in one journal.

A receipt that closes an intent carries the intent's id, so that no crash can make two of one play.
"""

import threading
import uuid
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from broadcast.player.journal import Journal, Record
from broadcast.player.moments import from_wire, wire
from broadcast.player.words import REASONS

MEMORY = {"air": timedelta(days=30), "board": timedelta(days=2), "refusal": timedelta(days=30)}
UNWRITTEN = 5000  # records kept in memory while the card is full
COMPACT_AT = 2000  # records in the journal before it is first rewritten


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an airing ended here; ``planned`` is the start it was settled for."""

    outcome: str
    planned: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One thing that happened, as the station is told of it; ``id`` is made here."""

    id: str
    airing: str | None
    kind: str  # air, board, refusal
    outcome: str
    started_at: datetime
    ended_at: datetime
    media: str | None = None
    detail: str = ""
    version: tuple[int, int] | None = None

    def fields(self) -> Record:
        """Return the receipt as the protocol writes it."""
        version = {"epoch": self.version[0], "counter": self.version[1]} if self.version else None
        return {
            "id": self.id,
            "airing": self.airing,
            "kind": self.kind,
            "outcome": self.outcome,
            "started_at": wire(self.started_at),
            "ended_at": wire(self.ended_at),
            "media": self.media,
            "evidence": "sink",
            "detail": self.detail,
            "manifest": version,
        }


class Ledger:
    """Intents, receipts and what is already settled; safe to use from several threads."""

    def __init__(self, path: Path, *, now: datetime) -> None:
        self._lock = threading.RLock()
        self._journal = Journal(path)
        self._open: dict[str, Record] = {}
        self._pending: dict[str, Record] = {}
        self._known: set[str] = set()
        self._settled: dict[str, Outcome] = {}
        self._unwritten: list[Record] = []
        self._compact_at = COMPACT_AT
        for record in self._journal.records:
            self._take(record)
        self._compact(now)

    def intend(self, *, airing: str, media: str | None, planned: datetime, now: datetime) -> str:
        """Write to the disk that ``airing`` is about to sound; return the intent's id. Raises OSError."""
        intent = {"id": str(uuid.uuid4()), "airing": airing, "media": media}
        intent |= {"planned": wire(planned), "at": wire(now)}
        with self._lock:
            self._journal.append({"intent": intent})
            self._take({"intent": intent})
        return str(intent["id"])

    def note(self, intent: str, *, now: datetime) -> None:
        """Remember cheaply that ``intent`` sounded until now (not synced: it only dates a crash)."""
        self._write({"sounding": intent, "at": wire(now)}, sync=False)

    def withdraw(self, intent: str) -> None:
        """Take back an intent of which not one sample sounded."""
        self._write({"withdrawn": intent})

    def close(self, receipt: Receipt, *, planned: datetime | None = None) -> None:
        """Keep a receipt until the station has it; it closes the intent with its id, if there is one."""
        with self._lock:
            if receipt.id in self._known:
                return
            since = wire(planned) if planned else wire(receipt.started_at)
            self._write({"receipt": receipt.fields(), "planned": since})

    def recover(self) -> list[str]:
        """Turn intents that never ended into ``partial`` receipts; return their airings."""
        with self._lock:
            broken = list(self._open.values())
            for intent in broken:
                self.close(_broken_off(intent), planned=from_wire(intent["planned"]))
        return [str(intent["airing"]) for intent in broken]

    def knows(self, receipt: str) -> bool:
        """Whether a receipt of that id was ever made."""
        with self._lock:
            return receipt in self._known

    def settled(self) -> dict[str, Outcome]:
        """Return how each airing ended, as far as this box remembers."""
        with self._lock:
            return dict(self._settled)

    def pending(self, limit: int) -> list[Record]:
        """Return the oldest receipts that the station does not have yet."""
        with self._lock:
            return list(self._pending.values())[:limit]

    def delivered(self, ids: Collection[str], *, now: datetime) -> None:
        """Let go of receipts that the station accepted or refused for good."""
        with self._lock:
            mine = [each for each in ids if each in self._pending]
            if mine:
                self._write({"delivered": mine})
            self._compact(now)

    def _write(self, record: Record, *, sync: bool = True) -> None:
        """Keep a record; on a full card it waits in memory until there is room again."""
        with self._lock:
            self._take(record)
            self._unwritten.append(record)
            try:
                while self._unwritten:
                    self._journal.append(self._unwritten[0], sync=sync)
                    del self._unwritten[0]
            except OSError:
                del self._unwritten[:-UNWRITTEN]

    def _take(self, record: Record) -> None:
        for kind, value in record.items():
            taker = getattr(self, f"_take_{kind}", None)
            if taker is not None:
                taker(value, record)

    def _take_intent(self, intent: Record, _record: Record) -> None:
        self._open[intent["id"]] = dict(intent)

    def _take_sounding(self, intent: str, record: Record) -> None:
        if intent in self._open:
            self._open[intent]["sounded_until"] = record["at"]

    def _take_withdrawn(self, intent: str, _record: Record) -> None:
        self._open.pop(intent, None)

    def _take_receipt(self, receipt: Record, record: Record) -> None:
        self._pending[receipt["id"]] = receipt
        self._settle(receipt, record["planned"])

    def _take_delivered(self, ids: Iterable[str], _record: Record) -> None:
        for each in ids:
            self._pending.pop(each, None)

    def _take_past(self, receipt: Record, record: Record) -> None:
        self._settle(receipt, record["planned"])

    def _settle(self, receipt: Record, planned: str) -> None:
        self._open.pop(receipt["id"], None)
        self._known.add(receipt["id"])
        if receipt["kind"] == "air":
            ended = Outcome(outcome=receipt["outcome"], planned=planned, at=receipt["ended_at"])
            self._settled[receipt["airing"]] = ended

    def _compact(self, now: datetime) -> None:
        if len(self._journal.records) <= self._compact_at or self._unwritten:
            return
        with suppress(OSError):
            self._journal.rewrite(_essence(self._journal.records, set(self._pending), self._open, now))
            self._compact_at = max(COMPACT_AT, 2 * len(self._journal.records))


def _broken_off(intent: Record) -> Receipt:
    started = from_wire(intent["at"])
    return Receipt(
        id=intent["id"],
        airing=intent["airing"],
        kind="air",
        outcome="partial",
        started_at=started,
        ended_at=max(started, from_wire(str(intent.get("sounded_until", intent["at"])))),
        media=intent["media"],
        detail=REASONS["interrupted_power"],
    )


def _essence(
    records: Iterable[Record], pending: Collection[str], open_intents: Collection[str], now: datetime
) -> Iterable[Record]:
    """Yield what must outlive a compaction: open intents, pending receipts, the memory of past ones."""
    oldest = {kind: wire(now - memory) for kind, memory in MEMORY.items()}
    for record in records:
        if "intent" in record and record["intent"]["id"] in open_intents:
            yield record
        receipt: dict[str, Any] | None = record.get("receipt") or record.get("past")
        if receipt is None:
            continue
        if receipt["id"] in pending:
            yield record
        elif receipt["ended_at"] >= oldest[receipt["kind"]]:
            kept = {key: receipt[key] for key in ("id", "airing", "kind", "outcome", "ended_at")}
            yield {"past": kept, "planned": record["planned"]}
