"""Evidence gathered: the station's rows, the journals and sound files on the boxes, what was before the boards."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from broadcast import media
from broadcast.models import (
    Acceptance,
    Airing,
    BoardItem,
    Confirmation,
    Device,
    Move,
    Receipt,
    Rendition,
)
from broadcast.player.sinks import RATE
from broadcast.states import AiringStatus, DeviceStatus
from newsroom import verification
from newsroom.models import Approval as ApprovalRow
from tests.browser.sound import begun_at
from tests.endurance.evidence import Approval, Away, Box, Evidence, Heard, Planned, Seen, Told
from tests.endurance.heard import Samples, decoded, stretches, written
from tests.endurance.machines import Look, Player

JITTER = 1.2
SLACK_S = 6.0  # a ring, a look, a program that starts, on a machine that has other work


def evidence(players: Sequence[Player], *, away: Sequence[Away], looks: Sequence[Look]) -> Evidence:
    """Gather everything; the chain is verified, every file is listened to."""
    known = {sha256: decoded(media.path_of(sha256)) for sha256 in _sounds()}
    return replace(
        rows(players, away=away, looks=looks),
        heard=[heard for player in players for heard in _heard(player, known)],
        chain=[f"link {fault.sequence}: {fault.message}" for fault in verification.verify().faults],
    )


def rows(players: Sequence[Player], *, away: Sequence[Away], looks: Sequence[Look]) -> Evidence:
    """Gather what can be read quickly: rows and journals."""
    return Evidence(
        boxes=list(_boxes(players)),
        approvals={each.number: each for each in _approvals()},
        planned=list(_planned()),
        heard=(),
        written=[told for player in players for told in written_by(player)],
        kept=list(_kept()),
        seen=list(_seen(looks)),
        away=away,
        confirmed=frozenset(_confirmed()),
    )


# ------------------------------------------------------------------ the station's rows


def _sounds() -> set[str]:
    return set(Airing.objects.values_list("media_sha256", flat=True))


def _boxes(players: Iterable[Player]) -> Iterator[Box]:
    revoked = {
        str(move.row_id): move.moved_at for move in Move.objects.filter(target=DeviceStatus.REVOKED.value)
    }
    for player in players:
        yield Box(
            name=player.name,
            zone=player.zone,
            board=player.is_board,
            poll_s=player.poll_s * JITTER + SLACK_S,
            revoked_at=revoked.get(player.device),
        )


def _approvals() -> Iterator[Approval]:
    for row in ApprovalRow.objects.select_related("recall", "entry"):
        masters = Acceptance.objects.filter(approval=row).values("master_sha256")
        made = Rendition.objects.filter(source_sha256__in=masters).values_list("output_sha256", flat=True)
        recall = getattr(row, "recall", None)
        yield Approval(
            number=str(row.sequence),
            approved_at=row.approved_at,
            recalled_at=recall.recalled_at if recall else None,
            sound=frozenset(made),
        )


def _planned() -> Iterator[Planned]:
    dropped = _dropped()
    for row in Airing.objects.select_related("zone"):
        why = dropped.get(str(row.pk), "")
        yield Planned(
            airing=str(row.pk),
            zone=row.zone.name,
            title=row.title,
            media=row.media_sha256,
            starts_at=row.starts_at,
            ends_at=row.starts_at + timedelta(seconds=row.duration_s),
            authority=str(row.authority["id"]),
            dropped=why,
        )


def _dropped() -> Mapping[str, str]:
    """Return why airings left the plan; what came in again did not leave, whatever a box that was cut off played."""
    found: dict[str, str] = {}
    moves = Move.objects.filter(target__in=[AiringStatus.DROPPED.value, AiringStatus.PLANNED.value])
    for row in moves.order_by("pk"):
        found[row.row_id] = row.reason if row.target == AiringStatus.DROPPED.value else ""
    return found


def _kept() -> Iterator[Told]:
    for row in Receipt.objects.select_related("device", "board_item"):
        item = row.board_item
        yield Told(
            id=str(row.pk),
            box=row.device.name,
            kind=row.kind,
            airing=str(item.uuid) if item else str(row.airing_id or ""),
            outcome=row.outcome,
            media=row.media_sha256,
            detail=row.detail,
        )


def _confirmed() -> Iterator[tuple[str, str]]:
    names = dict(Device.objects.values_list("pk", "name"))
    for row in Confirmation.objects.select_related("revocation__approval__entry"):
        yield names[row.device_id], str(row.revocation.approval.sequence)


def _seen(looks: Iterable[Look]) -> Iterator[Seen]:
    stands = {
        str(item.uuid): str(item.approval.sequence) if item.approval else ""
        for item in BoardItem.objects.select_related("approval__entry")
    }
    for board, at, items in looks:
        yield Seen(board=board, at=at, authorities=tuple(stands.get(item, "") for item in items))


# ------------------------------------------------------------------ what lies on the boxes


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a journal, without touching it; a line that is being written is left out."""
    for line in path.read_bytes().split(b"\n")[:-1] if path.exists() else ():
        yield json.loads(line.partition(b" ")[2])


def written_by(player: Player) -> Iterator[Told]:
    """Yield the receipts that a box wrote."""
    for record in _records(player.journal):
        if receipt := record.get("receipt"):
            yield Told(
                id=receipt["id"],
                box=player.name,
                kind=receipt["kind"],
                airing=receipt["airing"] or "",
                outcome=receipt["outcome"],
                media=receipt["media"] or "",
                detail=receipt["detail"],
            )


def pending(player: Player) -> set[str]:
    """Return the receipts that a box has yet to hand over."""
    made = {told.id for told in written_by(player)}
    gone = {each for record in _records(player.journal) for each in record.get("delivered", ())}
    return made - gone


def _heard(player: Player, known: Mapping[str, Samples]) -> Iterator[Heard]:
    for path in sorted(player.sounds.glob("*.wav")):
        sound = written(path)
        about = datetime.fromtimestamp(path.stat().st_mtime, UTC) - timedelta(seconds=len(sound) / RATE)
        first = right(begun_at(path), player.clock, about=about)
        for stretch in stretches(sound, known):
            began = first + timedelta(seconds=stretch.at_s)
            yield Heard(
                box=player.name,
                media=stretch.media,
                began=began,
                ended=began + timedelta(seconds=stretch.seconds),
                share=stretch.share,
            )


def right(told: datetime, clock: Sequence[tuple[datetime, float]], *, about: datetime) -> datetime:
    """Return the right time for what a clock told that was wrong in ways we know, and that was told about then."""
    moments = (told - timedelta(seconds=wrong_by_s) for _since, wrong_by_s in clock)
    return min(moments, key=lambda moment: abs(moment - about))
