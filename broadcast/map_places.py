"""Where things lie on a sheet: degrees to percent, the outline around a hamlet's devices, what people type. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RATIO = 1.25  # width to height of a sheet without a picture
MARGIN = 0.12  # of a fitted sheet, on every side
LEAST_SPAN = 0.004  # degrees: two poles side by side do not fill the sheet
VIETNAM = (7.0, 24.0, 101.0, 118.0)  # south, north, west, east: the islands too

Spot = tuple[float, float]  # percent from the left, percent from the top
Degrees = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a sheet shows of the earth, in degrees."""

    north: float
    west: float
    south: float
    east: float

    def spot(self, latitude: float, longitude: float) -> Spot | None:
        """Return where on the sheet a place lies, None when it lies outside."""
        x = 100 * (longitude - self.west) / (self.east - self.west)
        y = 100 * (self.north - latitude) / (self.north - self.south)
        return (x, y) if 0 <= x <= 100 and 0 <= y <= 100 else None


def fitted(places: Sequence[Degrees]) -> Frame | None:
    """Return a frame around the places, true to scale on a sheet of ``RATIO``; None without places."""
    if not places:
        return None
    latitudes, longitudes = [each[0] for each in places], [each[1] for each in places]
    middle_lat = (min(latitudes) + max(latitudes)) / 2
    middle_lon = (min(longitudes) + max(longitudes)) / 2
    shrink = math.cos(
        math.radians(middle_lat)
    )  # a degree of longitude is so much shorter than one of latitude
    height = max(
        max(latitudes) - min(latitudes), (max(longitudes) - min(longitudes)) * shrink / RATIO, LEAST_SPAN
    )
    height /= 1 - 2 * MARGIN
    width = height * RATIO / shrink
    return Frame(
        north=middle_lat + height / 2,
        south=middle_lat - height / 2,
        west=middle_lon - width / 2,
        east=middle_lon + width / 2,
    )


def hull(spots: Iterable[Spot]) -> list[Spot]:
    """Return the corners of the smallest convex outline, in order around it (Andrew's monotone chain)."""
    points = sorted(set(spots))
    if len(points) < 3:
        return points
    below, above = _half(points), _half(points[::-1])
    return below[:-1] + above[:-1]


def _half(points: Sequence[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for point in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(first: Spot, second: Spot, third: Spot) -> float:
    """Return more than 0 when the way from the first over the second to the third turns one way, less for the other."""
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])


def degrees(written: str) -> Degrees | None:
    """Return latitude and longitude as maps on phones copy them, “20.9312, 106.3145”; None when it is no such pair."""
    parts = written.replace(";", " ").replace(", ", " ").split()
    if len(parts) == 1:
        parts = parts[0].split(",")
    try:
        latitude, longitude = (float(part.strip(",").replace(",", ".")) for part in parts)
    except ValueError:
        return None
    south, north, west, east = VIETNAM
    return (latitude, longitude) if south <= latitude <= north and west <= longitude <= east else None


def percent(written: str) -> float | None:
    """Return a number from 0 to 100, None when it is none."""
    try:
        found = float(written.strip().replace(",", "."))
    except ValueError:
        return None
    return found if 0 <= found <= 100 else None
