"""Numbers in words: integers, amounts as Vietnamese writes them, digits one by one, Roman numerals."""

import re

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
LONGEST_AMOUNT = 18  # digits; anything longer is a code, not a quantity


def integer(value: int) -> str:
    """A whole number in words, northern usage (linh, mươi, mốt, lăm, nghìn)."""
    if value < 0:
        return "âm " + integer(-value)
    if value < 1_000_000_000:
        return _below_a_billion(value, full=False)
    billions, rest = divmod(value, 1_000_000_000)
    words = integer(billions) + " tỷ"
    return f"{words} {_below_a_billion(rest, full=True)}" if rest else words


def _below_a_billion(value: int, *, full: bool) -> str:
    """``full`` says that a higher group was spoken: then "không trăm" must be said."""
    if value == 0:
        return "không"
    words: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            words.append(_group(group, full=full or bool(words)))
            words.append(SCALES[power])
    return " ".join(word for word in words if word)


def _group(value: int, *, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if rest:
        words.append(_below_a_hundred(rest, after_hundred=bool(words)))
    return " ".join(words)


def _below_a_hundred(value: int, *, after_hundred: bool) -> str:
    tens, unit = divmod(value, 10)
    if tens == 0:
        return f"linh {DIGITS[unit]}" if after_hundred else DIGITS[unit]
    if tens == 1:
        return "mười" if unit == 0 else f"mười {'lăm' if unit == 5 else DIGITS[unit]}"
    last = {0: "", 1: " mốt", 5: " lăm"}.get(unit, f" {DIGITS[unit]}")
    return f"{DIGITS[tens]} mươi{last}"


def digits(text: str) -> str:
    """Every digit by its name, other characters left out."""
    return " ".join(DIGITS[int(char)] for char in text if char.isdecimal())


def amount(text: str) -> str:
    """A quantity as written (1.500.000  2,5  0.5  007): dots group thousands, a comma starts the decimals."""
    text = text.strip()
    if text.count(",") > 1 or re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", text):
        text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    whole, comma, decimals = text.partition(",")
    if not comma and not GROUPED.fullmatch(whole) and whole.count(".") == 1:
        whole, comma, decimals = whole.partition(".")
    whole = whole.replace(".", "").replace(" ", "")
    if len(whole) > LONGEST_AMOUNT:
        return digits(text)
    words = integer(int(whole or "0"))
    return f"{words} phẩy {_decimals(decimals)}" if comma and decimals else words


def _decimals(text: str) -> str:
    if len(text) == 2 and text[0] != "0":
        return integer(int(text))
    return digits(text)


def ordinal(text: str) -> str:
    """The word after "thứ": nhất and tư are not the plain numbers."""
    value = int(text)
    return {1: "nhất", 4: "tư"}.get(value, integer(value))


def code_number(text: str) -> str:
    """A number that names something (a document, a form): a leading zero is said."""
    if len(text) > LONGEST_AMOUNT or text.startswith("00") or (text.startswith("0") and len(text) > 4):
        return digits(text)
    if text.startswith("0") and len(text) > 1:
        return "không " + integer(int(text))
    return integer(int(text))


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman numeral below 4000, else None."""
    if not text or len(text) > 15 or not ROMAN.fullmatch(text):
        return None
    values = [ROMAN_VALUES[char] for char in text]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
