"""How long a fallen child waits."""

from cms.serve.backoff import LONGEST_S, SETTLED_S, delay_after, falls_in_a_row


def test_the_wait_doubles_up_to_half_a_minute() -> None:
    assert [delay_after(falls) for falls in (1, 2, 3, 4, 5, 6, 7, 8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_the_wait_never_grows_beyond_the_longest() -> None:
    assert delay_after(100_000) == LONGEST_S


def test_a_child_that_settled_starts_counting_anew() -> None:
    assert falls_in_a_row(6, lived_s=SETTLED_S) == 1


def test_a_child_that_falls_early_counts_on() -> None:
    assert falls_in_a_row(6, lived_s=SETTLED_S - 1) == 7
