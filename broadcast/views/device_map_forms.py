"""What people say about the map: where a device stands, where the corners of the picture lie: read, checked."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from broadcast.map_places import Degrees, Spot, degrees, percent
from broadcast.models import Device, StationMap

Post = Mapping[str, str]
NOWHERE = {"map_x": None, "map_y": None, "latitude": None, "longitude": None}


class BadInput(ValueError):
    """It cannot be kept; the message says why and what to do."""


def spot(post: Post) -> dict[str, Any]:
    """Return the columns that say where a device stands; empty fields take it off the map. Raises BadInput."""
    x, y = (post.get(name, "").strip() for name in ("x", "y"))
    facts: dict[str, Any] = dict(NOWHERE)
    if "remove" in post:
        return facts
    if x or y:
        facts["map_x"], facts["map_y"] = percent(x), percent(y)
        if facts["map_x"] is None or facts["map_y"] is None:
            raise BadInput(_("Both numbers go from 0 to 100. Or tap the place on the map."))
    found = _degrees(post.get("degrees", ""))
    if found is not None:
        facts["latitude"], facts["longitude"] = found
    return facts


def spot_form(device: Device) -> dict[str, str]:
    """Return what the form shows of a device."""
    by_hand = device.map_x is not None and device.map_y is not None
    known = device.latitude is not None and device.longitude is not None
    return {
        "x": f"{device.map_x:.1f}" if by_hand else "",
        "y": f"{device.map_y:.1f}" if by_hand else "",
        "degrees": f"{device.latitude}, {device.longitude}" if known else "",
    }


def pin(typed: Post, known: Spot | None) -> Spot:
    """Return where the pin stands on the sheet: as typed, else where the device is, else in the middle."""
    x, y = percent(typed.get("x", "")), percent(typed.get("y", ""))
    return (x, y) if x is not None and y is not None else known or (50.0, 50.0)


def corners(post: Post) -> dict[str, Any]:
    """Return the columns of the corners, all or none. Raises BadInput."""
    upper, lower = (_degrees(post.get(name, "")) for name in ("upper_left", "lower_right"))
    if upper is None and lower is None:
        return dict.fromkeys(("north", "west", "south", "east"))
    if upper is None or lower is None:
        raise BadInput(_("Write both corners, or none."))
    if upper[0] <= lower[0] or upper[1] >= lower[1]:
        raise BadInput(_("The upper left corner must lie north and west of the lower right one."))
    return {"north": upper[0], "west": upper[1], "south": lower[0], "east": lower[1]}


def corners_of(drawn: StationMap | None) -> dict[str, str]:
    """Return what the form shows of the corners."""
    if drawn is None or drawn.north is None:
        return {}
    return {
        "upper_left": f"{drawn.north}, {drawn.west}",
        "lower_right": f"{drawn.south}, {drawn.east}",
    }


def _degrees(typed: str) -> Degrees | None:
    if not typed.strip():
        return None
    found = degrees(typed)
    if found is None:
        raise BadInput(
            _("“%(written)s” are no coordinates in Viet Nam. Write them like 20.9312, 106.3145.")
            % {"written": typed.strip()[:40]}
        )
    return found
