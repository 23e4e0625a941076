"""When the moon is new and where the sun stands: what the lunar calendar of Việt Nam is computed from.

Formulas by Jean Meeus, Astronomical Algorithms (2nd edition), chapters 49 and 25. The new moon is good to seconds, the
sun to a hundredth of a degree, which it covers in a quarter of an hour.
"""

import math
from collections.abc import Iterable

SYNODIC_MONTH = 29.530588861  # days
FIRST_OF_2000 = 2451550.09766  # new moon 0, as a Julian day of dynamical time
DELTA_T = 69 / 86400  # dynamical time runs this many days ahead; 50 s in 1980, hardly changing since 2015

# The periodic terms: days, power of the eccentricity, multiples of the sun's anomaly, the moon's, and its latitude.
_TERMS = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
    (0.00003, 0, 1, 1, -2),
    (0.00003, 0, 0, 2, 2),
    (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
    (-0.00002, 0, -1, 1, -2),
    (-0.00002, 0, 1, 3, 0),
    (0.00002, 0, 0, 4, 0),
)
# What the planets do: days, degrees at new moon 0, degrees per new moon.
_PLANETS = (
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
)


def new_moon(number: int) -> float:
    """Return new moon ``number`` (0 is that of 6 January 2000) as a Julian day of universal time."""
    t = number / 1236.85
    mean = FIRST_OF_2000 + SYNODIC_MONTH * number + t * t * (0.00015437 - 0.000000150 * t)
    sun = 2.5534 + 29.10535670 * number - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * number + t * t * (0.0107582 + 0.00001238 * t)
    latitude = 160.7108 + 390.67050284 * number - t * t * (0.0016118 + 0.00000227 * t)
    node = 124.7746 - 1.56375588 * number + 0.0020672 * t * t
    eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
    return (
        mean
        + sum(_periodic(sun, moon, latitude, eccentricity))
        - 0.00017 * _sin(node)
        + sum(days * _sin(at_zero + each * number) for days, at_zero, each in _PLANETS)
        - DELTA_T
    )


def _periodic(sun: float, moon: float, latitude: float, eccentricity: float) -> Iterable[float]:
    for days, power, of_sun, of_moon, of_latitude in _TERMS:
        yield days * eccentricity**power * _sin(of_sun * sun + of_moon * moon + of_latitude * latitude)


def sun_longitude(julian_day: float) -> float:
    """Return the sun's apparent longitude in degrees at a Julian day of universal time."""
    t = (julian_day + DELTA_T - 2451545.0) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t
    centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * _sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * _sin(2 * anomaly) + 0.000289 * _sin(3 * anomaly)
    aberration = -0.00569 - 0.00478 * _sin(125.04 - 1934.136 * t)
    return (mean + centre + aberration) % 360


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))
