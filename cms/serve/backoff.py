"""How long a child that died waits before it is started again."""

FIRST_S = 0.5
LONGEST_S = 30.0
# A child that lived this long had started well: its next fall counts as a first one.
SETTLED_S = 60.0


def delay_after(falls: int) -> float:
    """Return the seconds to wait after the n-th fall in a row: 0.5, 1, 2, 4 ... 30."""
    return float(min(LONGEST_S, FIRST_S * 2 ** min(falls - 1, 10)))


def falls_in_a_row(before: int, *, lived_s: float) -> int:
    """Return the count after another fall, forgetting the earlier ones when the child had settled."""
    return 1 if lived_s >= SETTLED_S else before + 1
