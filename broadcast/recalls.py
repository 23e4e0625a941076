"""What became of a recall: which devices have confirmed it, which are silent and whom to call, who heard it before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from broadcast import versions
from broadcast.models import Airing, BoardItem, Confirmation, Device, Programme, Receipt, Revocation, Zone
from broadcast.states import DeviceStatus

SHOWN_FOR = timedelta(days=8)
HEARD = ("played", "partial")


@dataclass(frozen=True, kw_only=True)
class Listener:
    """One device that must know: when and how it confirmed, or since when nothing is heard of it."""

    device: Device
    confirmation: Confirmation | None
    was_seen_since: bool


@dataclass(frozen=True, kw_only=True)
class Play:
    """How often it was heard or shown before: at one time, in one zone, on how many devices."""

    starts_at: datetime
    zone: str
    devices: int
    cut_off: int


@dataclass(frozen=True, kw_only=True)
class State:
    """The whole of it; ``unsigned`` are the zones for which no plan without it has been signed yet."""

    approval: Any
    silent: Sequence[Listener]
    confirmed: Sequence[Listener]
    unsigned: Sequence[Zone]
    plays: Sequence[Play]
    shown_on: Sequence[str]

    @property
    def total(self) -> int:
        """How many devices must know."""
        return len(self.silent) + len(self.confirmed)

    @property
    def is_complete(self) -> bool:
        """Whether every device has confirmed."""
        return not self.silent and not self.unsigned


def recalled_approval(sequence: int) -> Any:
    """Return the recalled approval of this number, or None."""
    rows = versions.approvals().filter(entry_id=sequence, recall__isnull=False)
    return rows.select_related("recall", "submission").first()


def open_recalls(now: datetime) -> list[State]:
    """Return the recalls of the last days that some device has not confirmed, the newest first."""
    rows = (
        versions.approvals()
        .filter(recall__recalled_at__gte=now - SHOWN_FOR)
        .select_related("recall", "submission")
    )
    states = (state_of(approval) for approval in rows.order_by("-recall__recalled_at"))
    return [state for state in states if not state.is_complete]


def state_of(approval: Any) -> State:
    """Return where a recall stands."""
    zones = _zones_of(approval)
    signed = Revocation.objects.filter(approval=approval, zone__in=zones).values_list("zone", flat=True)
    listeners = list(_listeners(approval, zones))
    return State(
        approval=approval,
        silent=[each for each in listeners if each.confirmation is None],
        confirmed=[each for each in listeners if each.confirmation is not None],
        unsigned=[zone for zone in zones if zone.pk not in set(signed)],
        plays=_plays(approval),
        shown_on=_shown_on(approval),
    )


def _zones_of(approval: Any) -> list[Zone]:
    """Return the zones where it was to be heard or shown."""
    wanted: set[int] = set()
    for programme in Programme.objects.filter(approval=approval):
        wanted |= set(programme.zones.values_list("pk", flat=True))
        wanted |= set(Airing.objects.filter(booking__programme=programme).values_list("zone", flat=True))
    for item in BoardItem.objects.filter(approval=approval):
        wanted |= set(item.zones.values_list("pk", flat=True))
    return list(Zone.objects.filter(pk__in=wanted).select_related("place"))


def _listeners(approval: Any, zones: Iterable[Zone]) -> Iterable[Listener]:
    rows = Confirmation.objects.filter(revocation__approval=approval)
    confirmations = {row.device_id: row for row in rows}
    devices = Device.objects.filter(zone__in=list(zones), status=DeviceStatus.ACTIVE)
    for device in devices.select_related("zone__place").order_by("zone__place__position", "name"):
        seen = device.last_seen_at
        yield Listener(
            device=device,
            confirmation=confirmations.get(device.pk),
            was_seen_since=seen is not None and seen > approval.recall.recalled_at,
        )


def _plays(approval: Any) -> list[Play]:
    """Return where it was heard, by the devices' own reports; those may still come in."""
    receipts = Receipt.objects.filter(airing__booking__programme__approval=approval, outcome__in=HEARD)
    heard: dict[tuple[datetime, str], dict[object, str]] = {}
    for receipt in receipts.select_related("airing__zone").order_by("started_at"):
        if receipt.airing is not None:
            key = receipt.airing.starts_at, receipt.airing.zone.name
            heard.setdefault(key, {})[receipt.device_id] = receipt.outcome
    return [
        Play(
            starts_at=starts_at,
            zone=zone,
            devices=len(outcomes),
            cut_off=list(outcomes.values()).count("partial"),
        )
        for (starts_at, zone), outcomes in sorted(heard.items())
    ]


def _shown_on(approval: Any) -> list[str]:
    rows = Receipt.objects.filter(board_item__approval=approval, outcome__in=("shown", "partial"))
    return list(rows.order_by("device__name").values_list("device__name", flat=True).distinct())
