"""Items whose samples are on their way out: when each began and ends, and what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from broadcast.plan.manifest import AirItem
from broadcast.player.ledger import Ledger, Receipt
from broadcast.player.moments import Clock
from broadcast.player.problems import Problems
from broadcast.player.sinks import Sink
from broadcast.player.words import OUTCOMES, REASONS, say

WHOLE = 0.995  # of what sounded: less than that got through is a part
NOTE_EVERY = 5.0  # seconds between notes that date a crash


@dataclass(kw_only=True)
class Flight:
    """One item in the sink; moments are monotonic seconds."""

    item: AirItem
    intent: str
    version: tuple[int, int]
    begins: float
    ends: float
    is_whole: bool = False  # every sample has been handed to the sink
    noted: float = 0.0


class Deck(Protocol):
    """Where they sound, and who is told."""

    ledger: Ledger
    sink: Sink
    clock: Clock
    problems: Problems


class Flights:
    """The items in the sink, oldest first: mostly one, two where one follows another without a gap."""

    def __init__(self, deck: Deck) -> None:
        self._ledger, self._clock, self._sink = deck.ledger, deck.clock, deck.sink
        self._on_change = deck.problems.news.set
        self._flights: list[Flight] = []

    @property
    def last(self) -> Flight | None:
        """The flight that began last."""
        return self._flights[-1] if self._flights else None

    def items(self) -> list[AirItem]:
        """Return the items under way."""
        return [flight.item for flight in self._flights]

    def airings(self) -> set[str]:
        """Return the airings under way; they are nobody else's to start."""
        return {flight.item.airing for flight in self._flights}

    def sounding(self) -> str | None:
        """Return the airing that is being heard now."""
        now = self._clock.monotonic()
        return next((each.item.airing for each in list(self._flights) if each.begins <= now), None)

    def title(self) -> str:
        """Return the title of what is being heard now, empty when nothing is."""
        now = self._clock.monotonic()
        return next((each.item.title for each in list(self._flights) if each.begins <= now), "")

    def add(self, flight: Flight) -> None:
        """Take a flight in."""
        self._flights.append(flight)
        say("playing", title=flight.item.title)
        self._on_change()

    def land(self) -> None:
        """Write the receipts of what has been heard to its end; note the others now and then."""
        now = self._clock.monotonic()
        for flight in list(self._flights):
            if flight.is_whole and flight.ends <= now:
                self._end_whole(flight)
            elif flight.begins <= now and now - flight.noted > NOTE_EVERY:
                flight.noted = now
                self._ledger.note(flight.intent, now=self._clock.now())

    def break_off(self, outcome: str, reason: str) -> None:
        """End everything now: heard whole, in part, or not at all (then it was never begun)."""
        now = self._clock.monotonic()
        for flight in list(self._flights):
            if flight.is_whole and flight.ends <= now:
                self._end_whole(flight)
            elif flight.begins < now or outcome == "failed":
                is_away = self._sink.reached(flight.begins, now) <= 0
                told, why = ("failed", "stream_away") if is_away else (outcome, reason)
                self._end(flight, told, REASONS[why], until=max(now, flight.begins))
            else:
                self._flights.remove(flight)
                self._ledger.withdraw(flight.intent)
        self._on_change()

    def _end_whole(self, flight: Flight) -> None:
        """It sounded to its end; say how much of that went out."""
        share = self._sink.reached(flight.begins, flight.ends)
        if share >= WHOLE:
            self._end(flight, "played", "", until=flight.ends)
        else:
            outcome, reason = ("partial", "stream_gap") if share > 0 else ("failed", "stream_away")
            self._end(flight, outcome, REASONS[reason], until=flight.ends)

    def _end(self, flight: Flight, outcome: str, detail: str, *, until: float) -> None:
        self._flights.remove(flight)
        shift = self._clock.now() - timedelta(seconds=self._clock.monotonic())
        receipt = Receipt(
            id=flight.intent,
            airing=flight.item.airing,
            kind="air",
            outcome=outcome,
            started_at=shift + timedelta(seconds=flight.begins),
            ended_at=shift + timedelta(seconds=until),
            media=flight.item.media,
            detail=detail,
            version=flight.version,
        )
        self._ledger.close(receipt, planned=flight.item.starts_at)
        say("ended", outcome=OUTCOMES[outcome], title=flight.item.title)
        self._on_change()
