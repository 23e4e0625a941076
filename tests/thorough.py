"""How much of a long test is done: a part in ``make test``, all of it where ``LOAXA_THOROUGH`` is set (``.ci/run``)."""

import os

IS_SET = bool(os.environ.get("LOAXA_THOROUGH"))


def times(usual: int, *, thorough: int) -> int:
    """Return how often, or how long, a test does what it does."""
    return thorough if IS_SET else usual
