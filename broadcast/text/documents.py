"""Rules for document numbers of the state and the Party, blank numbers, laws and standards."""

import re

from broadcast.text.letters import bare, spelled
from broadcast.text.lexicon import BUILT_IN
from broadcast.text.numbers import code_number, integer
from broadcast.text.rules import Answer, Doubt, Found, rule
from broadcast.text.words.symbols import COURT_FIELDS, COURT_LEVELS, ISSUERS, TYPE_WORDS, TYPES

PIECE = r"[A-ZĐƯ][A-ZĐƯa-zđưy&\d]{0,15}"
SYMBOL = rf"{PIECE}(?:(?:\s?[-/]\s{{0,3}}{PIECE})|\.[A-ZĐ]{{2,8}}){{0,4}}(?!\w)"
NUMBER = r"(?P<number>\d{1,5})(?P<suffix>[a-zđA-H]?)"
YEAR = r"(?P<year>(?:19|20)\d\d)"
STATE = rf"{NUMBER}\s?(?:/\s?{YEAR})?\s?/\s{{0,3}}(?P<symbol>{SYMBOL})"
PARTY = rf"{NUMBER}\s?-\s{{0,3}}(?P<symbol>{PIECE}\s?/\s?{SYMBOL})(?P<year>)"
KINDS = "|".join(sorted((word.replace(" ", r"\s+") for word in TYPE_WORDS), key=len, reverse=True))
NAMED = re.compile(
    rf"(?<!\w)(?:{KINDS})(?:\s+(?!số\b)(?:[^\W\d_]+|(?:19|20)\d\d(?!\w))){{0,14}}\s*(?:\(?số)?\s*:?\s*\Z",
    re.IGNORECASE,
)
SPELLED_OUT = re.compile(r"(?<!\w)([^\W\d_]+) ([^\W\d_]+) số:?\s*\Z")
NUMBERED = re.compile(r"(?<!\w)(?:số|sô)\s*:?\s*\Z", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:,|;|và|-)\s*(?:số\s*)?")
ISSUER_FOLLOWS = re.compile(r"[^.;\n]{0,60}?(?<!\w)của\s")

STANDARDS = {
    "QCVN": "quy chuẩn Việt Nam",
    "TCVN": "tiêu chuẩn Việt Nam",
    "TCVN ISO": "tiêu chuẩn Việt Nam i ét o",
    "TCCS": "tiêu chuẩn cơ sở",
    "QCĐP": "quy chuẩn địa phương",
    "TCXDVN": "tiêu chuẩn xây dựng Việt Nam",
}
FIELDS = {"MT": "môi trường"}


def read_number(found: Found) -> Answer:
    """Only number and year where the type is named near by; otherwise the symbol is put into words."""
    pieces = re.split(r"\s*[-/.]\s*", found["symbol"])
    if court := _court(pieces):
        number = _number(found)
        return number if found.follows(NAMED) else f"{court} số {number}"
    known = [piece for piece in pieces if piece in TYPES or _issuer(piece)]
    named = _type_is_named(found)
    if not known and not named and not found.follows(NUMBERED):
        return None
    if not named and found["suffix"] in ("k", "đ", "K"):  # 200k/HS is money
        return None
    if not known and len(found["symbol"]) == 1:
        return None
    number = _number(found)
    if named:
        return number
    spoken = _in_words(found, pieces, number)
    return spoken if len(known) == len(pieces) else Doubt(spoken=spoken, reason="symbol_unknown")


def _court(pieces: list[str]) -> str:
    """HS-ST: a judgment in a criminal case, first instance."""
    if len(pieces) != 2 or pieces[0] not in COURT_FIELDS or pieces[1] not in COURT_LEVELS:
        return ""
    return f"bản án {COURT_FIELDS[pieces[0]]} {COURT_LEVELS[pieces[1]]}"


def _number(found: Found) -> str:
    spoken = code_number(found["number"])
    if found["suffix"]:
        spoken += " " + spelled(found["suffix"])
    return f"{spoken} năm {integer(int(found['year']))}" if found["year"] else spoken


def _type_is_named(found: Found) -> bool:
    if found.follows(NAMED) or _kind_is_spelled_out(found) or _symbol_is_said(found):
        return True
    gap = found.text[found.last_end : found.match.start()]
    return found.last_rule == "document" and bool(JOINED.fullmatch(gap))


def _kind_is_spelled_out(found: Found) -> bool:
    """ "Thông tri số 03-TT/ĐU": the words before have the letters of the symbol, whatever kind it is."""
    said = SPELLED_OUT.search(found.before)
    kind = re.match(r"[A-ZĐ]{2,3}(?![^\W\d_])", found["symbol"])
    return bool(said and kind and [bare(word)[0] for word in said.groups()] == list(bare(kind[0])))


def _symbol_is_said(found: Found) -> bool:
    """ "GPXD số 17/GPXD": the symbol stands before its number already."""
    return bool(re.search(rf"(?<!\w){re.escape(found['symbol'])} số:?\s*\Z", found.before))


def _in_words(found: Found, pieces: list[str], number: str) -> str:
    kind = TYPES.get(pieces[0], "")
    rest = pieces[1:] if kind else pieces
    issuer = ", ".join(_issuer(piece) or _assembly(piece) or spelled(piece) for piece in rest)
    if pieces[0].startswith("QH"):
        return f"{number}, luật của {issuer}"
    if issuer and not found.precedes(ISSUER_FOLLOWS):
        kind = f"{kind or 'công văn'} của {issuer}"
    elif issuer and not kind:
        kind = "công văn"
    return f"{number}, {kind}," if found.follows(NUMBERED) else f"{kind} số {number}"


def _issuer(piece: str) -> str:
    return ISSUERS.get(piece) or BUILT_IN.get(piece) or _assembly(piece)


def _assembly(piece: str) -> str:
    """QH15: the National Assembly of the fifteenth term."""
    found = re.fullmatch(r"(QH|UBTVQH|HĐND)(\d\d?)", piece)
    if not found:
        return ""
    body = ISSUERS.get(found[1]) or BUILT_IN[found[1]]
    return f"{body} khóa {integer(int(found[2]))}"


def read_blank(found: Found) -> Answer:
    """ "Số: /KH-UBND", "Số * -CV/ĐU": the number was left for the clerk."""
    return Doubt(spoken="", reason="number_blank")


def read_year_number(found: Found) -> Answer:
    return _number(found)


def read_standard(found: Found) -> Answer:
    """QCVN 01:2021/BYT."""
    kind = STANDARDS[found["kind"]]
    if found.before.lower().endswith(("quy chuẩn ", "tiêu chuẩn ")):
        kind = kind.split(" ", 2)[2]
    name, dash, dated = found["number"].rpartition("-")
    number, written = (
        (name, dated) if dash and re.fullmatch(YEAR, dated) else (found["number"], found["year"])
    )
    numbers = " ".join(code_number(part) for part in number.split("-"))
    issuer = f" của {_issuer(found['issuer']) or spelled(found['issuer'])}" if found["issuer"] else ""
    year = f" năm {integer(int(written))}" if written else ""
    field = f" {BUILT_IN.get(found['field']) or FIELDS.get(found['field']) or spelled(found['field'])}"
    return f"{kind} số {numbers}{field if found['field'] else ''}{year}{issuer}"


PARTY_NUMBER = rule("document", PARTY, read_number)
STATE_NUMBER = rule("document", STATE, read_number)
BLANK_NUMBER = rule(
    "document_blank", rf"(?:[Ss]ố|SỐ)\s*:?\s*(?:\*|[.…_]+)?\s*[-/]\s?{SYMBOL}", read_blank, starts="a"
)
NUMBER_AND_YEAR = rule(
    "document_year",
    rf"{NUMBER}/{YEAR}(?![\w/])",
    read_year_number,
    left=rf"(?<!\w)(?:{KINDS})(?:\s+số)?\s*:?\s*",
)
STANDARD = rule(
    "standard",
    r"(?P<kind>QCVN|TCVN(?: ISO)?|TCCS|QCĐP|TCXDVN)\s?(?P<number>\d[\d\-]{0,8})(?:-(?P<field>[A-Z]{2}))?"
    r"(?::(?P<year>\d{4}))?(?:/(?P<issuer>[A-ZĐ]+))?(?!\w)",
    read_standard,
    starts="a",
)
