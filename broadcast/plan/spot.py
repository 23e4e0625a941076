"""A place on the air, and what is put there: the one writer of new airings."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from broadcast.plan.milliseconds import from_ms
from broadcast.plan.planned import Planned, airing_id
from broadcast.plan.reasons import Reason
from broadcast.plan.rules import Bookend, Booking
from broadcast.plan.terms import Kind, Priority, Resume


class Spot(NamedTuple):
    """From ``start`` to ``end`` (ms) in a session of a zone; emergencies have no slot."""

    session: UUID
    zone_id: str
    slot_id: str | None
    on: date
    start: int
    end: int

    def with_clip(self, clip: Bookend) -> Planned:
        """Return the airing of a standing clip."""
        return Planned(
            airing=airing_id(self.session, clip.kind, 0),
            session=self.session,
            zone_id=self.zone_id,
            slot_id=self.slot_id,
            on=self.on,
            kind=clip.kind,
            title=clip.title,
            starts_at=from_ms(self.start),
            ends_at=from_ms(self.end),
            media=clip.media,
            priority=Priority.NORMAL,
            resume=Resume.NEVER,
            authority=clip.authority,
        )

    def with_programme(self, booking: Booking, *, attempt: int, moved: Reason | None) -> Planned:
        """Return the airing of a booking, heard ``attempt`` times before in this zone."""
        return Planned(
            airing=airing_id(self.session, booking.id, attempt),
            session=self.session,
            zone_id=self.zone_id,
            slot_id=self.slot_id,
            on=self.on,
            kind=Kind.EMERGENCY if booking.play_now else Kind.PROGRAMME,
            title=booking.title,
            starts_at=from_ms(self.start),
            ends_at=from_ms(self.end),
            media=booking.media,
            priority=booking.priority,
            resume=booking.resume,
            authority=booking.authority,
            booking_id=booking.id,
            stream=booking.stream,
            moved=moved,
        )
