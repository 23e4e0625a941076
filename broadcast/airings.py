"""An airing as a row and as the planner knows it."""

from datetime import timedelta
from uuid import UUID

from broadcast.models import Airing
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import Code, Reason
from broadcast.plan.terms import Authority, AuthorityKind, Kind, Priority, Resume


def row_of(booking_id: str | None) -> int | None:
    """Return the row of a booking as the planner names it; the repertoire and standing clips have none."""
    return int(booking_id) if booking_id and booking_id.isdigit() else None


def planned_of(row: Airing) -> Planned:
    """Return a stored airing as the planner knows it."""
    return Planned(
        airing=row.uuid,
        session=row.session,
        zone_id=str(row.zone_id),
        slot_id=str(row.slot_id) if row.slot_id else None,
        on=row.on,
        kind=Kind(row.kind),
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(seconds=row.duration_s),
        media=row.media_sha256,
        priority=Priority(row.priority),
        resume=Resume(row.resume),
        authority=Authority(
            kind=AuthorityKind(row.authority["kind"]), id=row.authority["id"], sha256=row.authority["sha256"]
        ),
        booking_id=str(row.booking_id) if row.booking_id else row.fixed or None,
        stream=row.stream,
        moved=Reason(code=Code(row.reason_code), sentence=row.reason) if row.reason_code else None,
    )


def airing_of(planned: Planned) -> Airing:
    """Return an unsaved row of what the planner placed."""
    return Airing(
        uuid=UUID(str(planned.airing)),
        zone_id=int(planned.zone_id),
        booking_id=row_of(planned.booking_id),
        fixed=planned.booking_id if planned.booking_id and row_of(planned.booking_id) is None else "",
        stream=planned.stream,
        slot_id=int(planned.slot_id) if planned.slot_id else None,
        on=planned.on,
        session=planned.session,
        kind=planned.kind.value,
        title=planned.title,
        starts_at=planned.starts_at,
        duration_s=(planned.ends_at - planned.starts_at).total_seconds(),
        media_sha256=planned.media,
        priority=planned.priority.value,
        resume=planned.resume.value,
        authority={
            "kind": planned.authority.kind.value,
            "id": planned.authority.id,
            "sha256": planned.authority.sha256,
        },
        reason_code=planned.moved.code.value if planned.moved else "",
        reason=planned.moved.sentence if planned.moved else "",
    )
