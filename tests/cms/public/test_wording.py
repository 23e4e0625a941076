"""Days, hours and lengths as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from cms.public import wording


@pytest.fixture(autouse=True)
def _english() -> None:
    """Compare with the words of the code, whatever is translated."""
    translation.deactivate_all()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, ""),
        (0.2, "1 sec"),
        (59.4, "59 sec"),
        (59.6, "1 min"),
        (192.4, "3 min 12 sec"),
        (600, "10 min"),
    ],
)
def test_a_length_is_told_in_minutes_and_seconds(seconds: float | None, words: str) -> None:
    assert wording.length(seconds) == words


def test_a_day_has_its_name_and_its_date() -> None:
    assert wording.day(date(2026, 11, 21)) == "Saturday, 21/11/2026"


def test_a_moment_counts_by_the_clock_of_the_commune() -> None:
    moment = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)

    assert wording.day(moment) == "Sunday, 22/11/2026"
    assert wording.hour(moment) == "00:30"


@pytest.mark.parametrize(
    ("names", "everywhere", "words"),
    [
        (["Đông Hồ"], 5, "Đông Hồ"),
        (["A", "B", "A"], 5, "A, B"),
        (["A", "B"], 2, "the whole commune"),
        (["A"], 1, "A"),
        ([], 3, ""),
    ],
)
def test_all_zones_are_the_whole_commune(names: list[str], everywhere: int, words: str) -> None:
    assert wording.places(names, everywhere) == words
