"""Spoken Vietnamese back to figures, written apart from broadcast.text."""

from datetime import date, time

ONES = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {"nghìn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}


def number_said(words: str) -> int:
    """ "một nghìn không trăm linh năm" is 1005. Raises ValueError for what is no number."""
    tokens = words.split()
    if tokens[:1] == ["âm"]:
        return -number_said(" ".join(tokens[1:]))
    return _scaled(tokens, ("tỷ", "triệu", "nghìn"))


def _scaled(tokens: list[str], scales: tuple[str, ...]) -> int:
    if not tokens:
        raise ValueError("nothing said")
    if not scales:
        return _below_thousand(tokens)
    scale, lower = scales[0], scales[1:]
    if scale not in tokens:
        return _scaled(tokens, lower)
    place = len(tokens) - 1 - tokens[::-1].index(scale)
    head = _scaled(tokens[:place], scales if scale == "tỷ" else lower)
    tail = tokens[place + 1 :]
    return head * SCALES[scale] + (_scaled(tail, lower) if tail else 0)


def _below_thousand(tokens: list[str]) -> int:
    value = 0
    if "trăm" in tokens:
        if tokens[1] != "trăm":
            raise ValueError(tokens)
        value, tokens = 100 * ONES[tokens[0]], tokens[2:]
        if tokens[:1] == ["linh"]:
            return value + _one(tokens[1:])
        return value + _below_hundred(tokens) if tokens else value
    return _below_hundred(tokens)


def _below_hundred(tokens: list[str]) -> int:
    if tokens[0] == "mười":
        return 10 + (_one(tokens[1:]) if tokens[1:] else 0)
    if tokens[1:2] == ["mươi"]:
        return 10 * ONES[tokens[0]] + (_one(tokens[2:]) if tokens[2:] else 0)
    return _one(tokens)


def _one(tokens: list[str]) -> int:
    if len(tokens) != 1:
        raise ValueError(tokens)
    return ONES[tokens[0]]


def date_said(words: str) -> date:
    """ "ngày mùng năm tháng tư năm hai nghìn ..." as a date."""
    day, _, rest = words.removeprefix("ngày ").partition(" tháng ")
    month = rest.split(" năm ", 1)[0]
    year = rest.removeprefix(month).removeprefix(" năm ")
    return date(number_said(year), number_said(month), number_said(day.removeprefix("mùng ")))


def time_said(words: str) -> time:
    """ "bảy giờ ba mươi phút" is 7:30."""
    hours, _, rest = words.partition(" giờ")
    minutes = rest.strip().removesuffix(" phút")
    return time(number_said(hours), number_said(minutes) if minutes else 0)


def digits_said(words: str) -> str:
    """ "không chín một" is 091; the small pauses do not count."""
    return "".join(str(ONES[word]) for word in words.replace(",", "").split())


def decimal_said(words: str) -> str:
    """ "hai phẩy không năm" is 2,05; two decimals without a zero in front are one number."""
    whole, _, part = words.partition(" phẩy ")
    said = part.split()
    single = all(word in ONES for word in said) and "mươi" not in said
    return f"{number_said(whole)},{digits_said(part) if single else number_said(part)}"
