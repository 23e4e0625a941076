import pytest

from broadcast.map_places import Frame, degrees, fitted, hull, percent

FRAME = Frame(north=21.0, west=106.0, south=20.0, east=108.0)


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ((21.0, 106.0), (0.0, 0.0)),
        ((20.0, 108.0), (100.0, 100.0)),
        ((20.75, 106.5), (25.0, 25.0)),
        ((21.1, 107.0), None),
        ((20.5, 105.9), None),
    ],
)
def test_degrees_have_a_spot_on_the_sheet_or_lie_outside(
    place: tuple[float, float], spot: tuple[float, float] | None
) -> None:
    assert FRAME.spot(*place) == (pytest.approx(spot) if spot else None)


def test_a_fitted_sheet_shows_all_with_a_margin_and_is_true_to_scale() -> None:
    places = [(20.93, 106.30), (20.95, 106.31), (20.94, 106.35)]

    frame = fitted(places)

    assert frame is not None
    spots = [frame.spot(*place) for place in places]
    assert all(spot and 5 <= spot[0] <= 95 and 5 <= spot[1] <= 95 for spot in spots)
    # At 21 degrees north a degree of longitude is 0.934 of one of latitude; the sheet is 5 to 4.
    assert (frame.east - frame.west) * 0.934 / (frame.north - frame.south) == pytest.approx(1.25, rel=0.01)


def test_one_device_alone_stands_in_the_middle_and_none_have_no_sheet() -> None:
    alone = fitted([(20.93, 106.30)])

    assert alone is not None and alone.spot(20.93, 106.30) == pytest.approx((50.0, 50.0))
    assert fitted([]) is None


def test_the_outline_goes_around_the_outermost_and_leaves_the_inner_ones_out() -> None:
    square = [(10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0)]

    assert sorted(hull([*square, (15.0, 15.0), (12.0, 18.0)])) == sorted(square)
    assert hull([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]
    assert len(hull([(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)])) == 2


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20.9312, 106.3145", (20.9312, 106.3145)),
        ("20.9312,106.3145", (20.9312, 106.3145)),
        ("20,9312 106,3145", (20.9312, 106.3145)),
        ("20.9312; 106.3145", (20.9312, 106.3145)),
        (" 20.9312  106.3145 ", (20.9312, 106.3145)),
        ("106.3145, 20.9312", None),  # the wrong way round
        ("48.1, 11.6", None),  # not in Viet Nam
        ("20.9312", None),
        ("nan, nan", None),
        ("ngã ba", None),
        ("1, 2, 3", None),
    ],
)
def test_coordinates_are_read_as_phones_copy_them(written: str, meant: tuple[float, float] | None) -> None:
    assert degrees(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0", 0.0), ("37,5", 37.5), (" 100 ", 100.0), ("-1", None), ("101", None), ("nan", None), ("x", None)],
)
def test_a_share_goes_from_0_to_100(written: str, meant: float | None) -> None:
    assert percent(written) == meant
