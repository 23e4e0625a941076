"""How boxes of a story are said aloud: a timeline, a place, an office to turn to, a video."""

from collections.abc import Iterable, Sequence

VIDEO = "Mời bà con xem video “{title}” trên trang thông tin điện tử của xã."
PLACE = "Địa điểm"
CONTACT = "Mọi chi tiết xin liên hệ"
PHONE = "điện thoại"
HOURS = "giờ làm việc"


def said_timeline(title: str, events: Iterable[tuple[str, str]]) -> list[str]:
    """Return the name of a timeline and its events, each with its moment before it."""
    told = [f"{_clean(when)}: {_clean(what)}" for when, what in events if when.strip() or what.strip()]
    return [*([_clean(title)] if title.strip() and told else []), *(line.strip(" :") for line in told)]


def said_place(name: str, address: str) -> list[str]:
    """Return where something is; nobody listens to coordinates."""
    where = _joined([name, address])
    return [f"{PLACE}: {where}"] if where else []


def said_contact(office: str, person: str, phone: str, *, address: str = "", hours: str = "") -> list[str]:
    """Return whom to turn to; mail addresses and links are for the eye."""
    parts = [office, person, f"{PHONE} {_clean(phone)}" if phone.strip() else "", address]
    where = _joined([*parts, f"{HOURS}: {_clean(hours)}" if hours.strip() else ""])
    return [f"{CONTACT}: {where}"] if where else []


def said_video(title: str) -> list[str]:
    """Return the invitation to watch it."""
    return [VIDEO.format(title=_clean(title))] if title.strip() else []


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(each for each in (_clean(part) for part in parts) if each)


def _clean(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,")
