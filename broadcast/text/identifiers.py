"""One grammar for what identifies and is in no table: letters by name, figures grouped as announcers do."""

import re

from broadcast.text.letters import spelled
from broadcast.text.numbers import amount, digits, integer, roman_value
from broadcast.text.rules import Answer, Found, rule
from broadcast.text.words.senses import SENSES

PIECE = r"[A-ZĐ\d]{1,24}[a-hđ]?"
JOINED = rf"{PIECE}(?:[.\-/_]{PIECE}){{1,6}}(?![^\W_])(?!,\d)"
RUNS = re.compile(r"\d+|[^\W\d_]+|[.\-/_]")
NAME_AND_NUMBER = re.compile(r"[A-ZĐ]{1,6}\d{1,4}[A-Za-zđĐ]?|\d{1,3}[A-ZĐ]\d{0,2}")
GROUPED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+)(?P<letters>[A-ZĐ]{1,6})")  # 1.500HS is an amount
SIMPLE = re.compile(r"[A-ZĐ]{1,8}-[1-9]\d{0,2}")
PARTED = re.compile(
    r"(?:(?<!\w)(?:mục|phần|chương|phụ lục|biểu|bảng|mẫu)(?: số)?\s|(?:^|\n)[ \t]*)\Z", re.IGNORECASE
)
TERM_OF_YEAR = re.compile(r"[IVX]{1,6}/\d{4}")
ROMAN = re.compile(r"[IVX]{1,6}")


def read_identifier(found: Found) -> Answer:
    """ĐT.2026.05, CT-2026-015, 373E3.8; a run of like names (A1-A5, B1/B2) is left to the range rules."""
    whole = found.whole
    if not (re.search(r"\d", whole) and re.search(r"[A-ZĐ]", whole)):
        return None
    if grouped := GROUPED.fullmatch(whole):
        letters = grouped["letters"]
        return f"{amount(grouped['number'])} {found.lexicon.abbreviations.get(letters) or spelled(letters)}"
    pieces = re.split(r"[.\-/_]", whole)
    if all(NAME_AND_NUMBER.fullmatch(piece) for piece in pieces) or SIMPLE.fullmatch(whole):
        return None
    if len(pieces) == 2 and (_is_counted_or_known(found, whole, pieces) or TERM_OF_YEAR.fullmatch(whole)):
        return None
    words = [_run(found, run) for run in RUNS.findall(whole)]
    return _spoken(words, RUNS.findall(whole))


def _is_counted_or_known(found: Found, whole: str, pieces: list[str]) -> bool:
    """ "5/HS" is so many to each, "03-XL" a figure and an abbreviation."""
    if not (pieces[0].isdecimal() and pieces[1].isalpha()):
        return False
    return "/" in whole or pieces[1] in found.lexicon.abbreviations or pieces[1] in SENSES


def _run(found: Found, run: str) -> str:
    if run.isdecimal():
        return figures(run)
    if ROMAN.fullmatch(run) and found.whole.startswith(run) and found.follows(PARTED):
        return integer(roman_value(run) or 0) if roman_value(run) else spelled(run)
    return (found.lexicon.abbreviations.get(run) if len(run) > 2 else None) or spelled(run)


def figures(run: str) -> str:
    """A run of figures in a code: up to four as a number, a leading zero or five and more one by one."""
    if len(run) > 4 or (len(run) > 1 and run.startswith("0")):
        return digits(run)
    return integer(int(run))


def _spoken(words: list[str], runs: list[str]) -> str:
    said = ""
    for place, (word, run) in enumerate(zip(words, runs, strict=True)):
        if run in "._-/":
            said += _joint(run, runs[place - 1].isdecimal() and runs[place + 1].isdecimal())
        else:
            said += (" " if said and not said.endswith(" ") else "") + word
    return said


def _joint(sign: str, figures_around: bool) -> str:
    """A dot between figures is said; a dash is only a breath."""
    if figures_around and sign in "./":
        return " chấm " if sign == "." else " trên "
    return {"/": ", ", "_": " gạch dưới "}.get(sign, " ")


CODE_OF_LETTERS = rule("identifier", JOINED, read_identifier, starts="a")
CODE_OF_FIGURES = rule("identifier", JOINED, read_identifier)
