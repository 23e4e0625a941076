"""A place on the air, and what is put there: the one writer of new airings."""

from datetime import date
from uuid import UUID

from broadcast.plan.milliseconds import from_ms
from broadcast.plan.planned import Planned, named, session_id
from broadcast.plan.reasons import Reason
from broadcast.plan.rules import Bookend, Booking
from broadcast.plan.terms import Kind, Priority, Resume


class Spot:
    """A session of a zone, whose times (ms) become airings; emergencies have no slot."""

    def __init__(self, name: str | None, *, zone_id: str, slot_id: str | None, on: date) -> None:
        self._session = session_id(name, zone_id, on)
        self._space = self._session.bytes
        self._zone_id = zone_id
        self._slot_id = slot_id
        self._on = on

    def with_clip(self, clip: Bookend, start: int, end: int) -> Planned:
        """Return the airing of a standing clip."""
        return Planned(
            airing=self._airing_id(clip.kind, 0),
            session=self._session,
            zone_id=self._zone_id,
            slot_id=self._slot_id,
            on=self._on,
            kind=clip.kind,
            title=clip.title,
            starts_at=from_ms(start),
            ends_at=from_ms(end),
            media=clip.media,
            priority=Priority.NORMAL,
            resume=Resume.NEVER,
            authority=clip.authority,
        )

    def with_programme(
        self, booking: Booking, start: int, end: int, *, attempt: int, moved: Reason | None
    ) -> Planned:
        """Return the airing of a booking that was heard ``attempt`` times before in this zone."""
        return Planned(
            airing=self._airing_id(booking.id, attempt),
            session=self._session,
            zone_id=self._zone_id,
            slot_id=self._slot_id,
            on=self._on,
            kind=Kind.EMERGENCY if booking.play_now else Kind.PROGRAMME,
            title=booking.title,
            starts_at=from_ms(start),
            ends_at=from_ms(end),
            media=booking.media,
            priority=booking.priority,
            resume=booking.resume,
            authority=booking.authority,
            booking_id=booking.id,
            stream=booking.stream,
            moved=moved,
        )

    def _airing_id(self, what: str, attempt: int) -> UUID:
        """Return the name of an airing; ``attempt`` counts what was already heard of it in this zone."""
        return named(self._space, f"{what} {attempt}")
