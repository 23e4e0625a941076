"""The map of loudspeakers and boards: a mark for each, the hamlets around them, and who is not on it yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from broadcast.fleet import Box
from broadcast.map_places import Degrees, Frame, Spot, fitted, hull
from broadcast.models import Device, StationMap, Zone

CROWD = 16  # marks with which the words beside those in order would cover one another
LABEL_AWAY, LABEL_ROOM = 30, 10.0  # pixels from the outermost mark; percent from the edge of the sheet


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One device on the sheet; ``x`` and ``y`` as SVG writes them."""

    box: Box
    x: str
    y: str


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One hamlet around its marks; ``path`` on a sheet of 100 by 100, the label so many pixels off its spot."""

    zone: Zone
    path: str
    x: str
    y: str
    away: int
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Hamlet:
    """All devices of a zone, for the list beside the sheet."""

    zone: Zone
    boxes: Sequence[Box]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The whole map; without marks it is a scheme by hamlets only."""

    marks: Sequence[Mark]
    outlines: Sequence[Outline]
    hamlets: Sequence[Hamlet]
    spots: Mapping[UUID, Spot]

    @property
    def is_crowded(self) -> bool:
        """Whether only what is wrong has words on the sheet."""
        return len(self.marks) > CROWD


def sheet(boxes: Sequence[Box], zones: Sequence[Zone], drawn: StationMap | None) -> Sheet:
    """Return the map of these boxes; one that was placed by hand stands there, others by their coordinates."""
    frame = frame_of([box.device for box in boxes], drawn)
    spots = {box.device.pk: spot for box in boxes if (spot := spot_of(box.device, frame)) is not None}
    marks = [
        Mark(box=box, x=written(spots[box.device.pk][0]), y=written(spots[box.device.pk][1]))
        for box in reversed(boxes)  # what is drawn last lies on top: the gravest
        if box.device.pk in spots
    ]
    hamlets = [
        Hamlet(zone=zone, boxes=[box for box in boxes if box.device.zone_id == zone.pk]) for zone in zones
    ]
    around = [
        (each.zone, [spots[box.device.pk] for box in each.boxes if box.device.pk in spots])
        for each in hamlets
    ]
    outlines = [_outline(zone, found) for zone, found in around if found]
    return Sheet(marks=marks, outlines=outlines, hamlets=hamlets, spots=spots)


def frame_of(devices: Sequence[Device], drawn: StationMap | None) -> Frame | None:
    """Return what the sheet shows of the earth: its corners; without a picture, what lies around the devices."""
    if drawn is not None and None not in (corners := (drawn.north, drawn.west, drawn.south, drawn.east)):
        north, west, south, east = corners
        return Frame(north=north or 0.0, west=west or 0.0, south=south or 0.0, east=east or 0.0)
    if drawn is not None and drawn.picture_sha256:
        return None
    return fitted([found for device in devices if (found := _degrees_of(device)) is not None])


def spot_of(device: Device, frame: Frame | None) -> Spot | None:
    """Return where a device stands on the sheet, None when nobody has said."""
    if device.map_x is not None and device.map_y is not None:
        return device.map_x, device.map_y
    found = _degrees_of(device)
    return frame.spot(*found) if frame is not None and found is not None else None


def _degrees_of(device: Device) -> Degrees | None:
    if device.latitude is None or device.longitude is None:
        return None
    return device.latitude, device.longitude


def _outline(zone: Zone, spots: Sequence[Spot]) -> Outline:
    corners = hull(spots)
    steps = " L".join(f"{x:.2f} {y:.2f}" for x, y in [*corners, corners[0]])
    middle = sum(x for x, _y in spots) / len(spots)
    top, bottom = min(y for _x, y in spots), max(y for _x, y in spots)
    is_above = top > LABEL_ROOM
    return Outline(
        zone=zone,
        path=f"M{steps}",
        x=written(middle),
        y=written(top if is_above else bottom),
        away=-LABEL_AWAY if is_above else LABEL_AWAY + 26,
        anchor="start" if middle < 20 else "end" if middle > 80 else "middle",
    )


def written(share: float) -> str:
    """Return a percentage as SVG writes it, whatever the language."""
    return f"{share:.2f}%"
