"""How long it is to a moment, as a board counts it down: days and hours far ahead, minutes and seconds at the end."""

from datetime import timedelta

SECONDS = (("ngày", 86_400), ("giờ", 3_600), ("phút", 60), ("giây", 1))
FAR = 2 * 86_400  # seconds from which minutes say nothing


def remaining(wait: timedelta) -> list[dict[str, str]]:
    """Return the figures and their units, the largest first.

    Rounded up to the smallest unit that is shown, so that it never promises less than there is: minutes in the last two
    days, hours before, seconds in the last minute.
    """
    seconds = max(0, -(-int(wait.total_seconds() * 1000) // 1000))
    smallest = 1 if seconds < 60 else 3_600 if seconds > FAR else 60
    seconds = -(-seconds // smallest) * smallest
    found: list[dict[str, str]] = []
    for unit, length in SECONDS:
        count, seconds = divmod(seconds, length)
        if count or found:
            found.append({"figure": str(count), "unit": unit})
    while found and found[-1]["figure"] == "0":
        found.pop()
    return found or [{"figure": "0", "unit": "giây"}]
