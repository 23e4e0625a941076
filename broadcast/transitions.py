"""The one writer of status: lawful moves only, each with its row, and two people can never make the same one."""

from typing import Any

from django.db import transaction

from broadcast.models import Airing, Device, Move, Programme, Recording
from broadcast.states import LAWFUL

Movable = Programme | Recording | Airing | Device


class UnlawfulMove(Exception):
    """The state machine has no such move."""


class LostRace(Exception):
    """Somebody else moved the row in the meantime."""


@transaction.atomic
def move(row: Movable, target: str, *, by: str = "", reason: str = "") -> None:
    """Take ``row`` to ``target`` and record who moved it and why, or change nothing."""
    field = row._meta.get_field("status")
    states = type(field.default)
    source = states(row.status)
    if target not in LAWFUL[states][source]:
        raise UnlawfulMove(f"{row._meta.model_name} {row.pk}: {source} -> {target}")
    table: Any = type(row)._default_manager
    if not table.filter(pk=row.pk, status=source).update(status=target):
        raise LostRace(f"{row._meta.model_name} {row.pk} left {source} meanwhile")
    Move.objects.create(
        kind=row._meta.model_name or "",
        row_id=str(row.pk),
        source=source,
        target=target,
        by=by,
        reason=reason,
    )
    row.status = target


def try_move(row: Movable, target: str, *, by: str = "", reason: str = "") -> bool:
    """Move and say whether it worked; a lost race is somebody else's success."""
    try:
        move(row, target, by=by, reason=reason)
    except LostRace:
        return False
    return True
