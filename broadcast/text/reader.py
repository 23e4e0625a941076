"""Read a text: at each place try the rules in order, then join what was read with the plain words between."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from broadcast.text.grammar import ORDER
from broadcast.text.letters import LOWER, UPPER, VOWEL
from broadcast.text.lexicon import TOKEN, Lexicon, lexicon_for
from broadcast.text.reading import Question, Reading, Span
from broadcast.text.reasons import REASONS
from broadcast.text.rules import Answer, Doubt, Found, Part, Rule
from broadcast.text.shadow import INVISIBLE, Shadow, fold, shadow_of
from broadcast.text.words.mixed import MIXED
from broadcast.text.words.units import ALONE

BY_START: Mapping[str, tuple[Rule, ...]] = {
    kind: tuple(rule for rule in ORDER if kind in rule.starts) for kind in "9a."
}
PLAIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+")
PLAIN_SIGNS = frozenset(".,;:!?")
GLUE = frozenset("./@-_&'")
SPECIAL = frozenset(
    {
        *ALONE,
        *MIXED,
        "x",
        "ngày",
        "Ngày",
        "quý",
        "Quý",
        "số",
        "Số",
        "v",
        "vv",
        "http",
        "https",
        "covid",
        "Ng",
        "Kt",
        "Tm",
        "Tl",
        *"bcdđeghiklmnp",
        "Covid",
        "tp",
        "tx",
        "kp",
        "tdp",
        "Kp",
        "Tdp",
        "a",
        "ô",
        "Ô",
        "No",
        "ko",
        "kô",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """What one rule read, in places of the shadow."""

    start: int
    end: int
    rule: str
    spoken: str
    doubt: Doubt | None


def read(text: str, *, dictionary: Mapping[str, str] | None = None) -> Reading:
    """The best spoken form of ``text`` with its trace and its open questions. Never fails."""
    shadow = shadow_of(text)
    hits = list(_scan(shadow.text, lexicon_for(shadow.text, dictionary)))
    return Reading(
        written=shadow.written,
        spoken=_joined(shadow, hits),
        spans=tuple(_span(shadow, hit) for hit in hits),
        questions=tuple(_question(shadow, hit, hit.doubt) for hit in hits if hit.doubt),
    )


def _scan(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """Walk over the tokens; plain words cost one look, all else goes to the rules of its kind."""
    place, last_rule, last_end = 0, "", 0
    token = TOKEN.match
    while found := token(text, place):
        kind = _kind(found, text, lexicon)
        hit = _first_hit(text, found.start(), kind, (lexicon, last_rule, last_end)) if kind else None
        if hit:
            yield hit
            place, last_rule, last_end = hit.end, hit.rule, hit.end
        else:
            place = found.end()


def _kind(found: re.Match[str], text: str, lexicon: Lexicon) -> str:
    """Which rules a token goes to: "9", "a", "." or "" for what is plain."""
    token = found[0]
    if token.isspace():
        return ""
    if token in lexicon.own:
        return "9" if token.isdecimal() else "a" if token.isalpha() else "."
    if token.isdecimal():
        return "9"
    if token[0].isalnum():
        return "" if _is_plain(token) and not _is_glued(text, found.end()) else "a"
    return "." if token not in PLAIN_SIGNS or _opens(text, found.start()) else ""


def _opens(text: str, place: int) -> bool:
    """Is the stop the first of "...", "./." or ".pdf"?"""
    following = text[place + 1 : place + 2]
    return following in ("/", ".") or (following.isalnum() and text[place - 1 : place] in ("", *" (\"'"))


@lru_cache(maxsize=65536)
def _is_plain(word: str) -> bool:
    if word in SPECIAL or not PLAIN_WORD.fullmatch(word) or not VOWEL.search(word):
        return False
    return word[1:].islower() if len(word) > 1 else word.islower()


def _is_glued(text: str, end: int) -> bool:
    """Is the word tied to what follows, as in xuanhung.gov.vn, đ/c or Covid-19?"""
    following = text[end : end + 2]
    return following[:1].isdecimal() or (
        len(following) == 2 and following[0] in GLUE and following[1].isalnum()
    )


def _first_hit(text: str, place: int, kind: str, around: tuple[Lexicon, str, int]) -> Hit | None:
    lexicon, last_rule, last_end = around
    for rule in BY_START[kind]:
        match = rule.match(text, place)
        if match is None:
            continue
        found = Found(match=match, text=text, lexicon=lexicon, last_rule=last_rule, last_end=last_end)
        answer = rule.read(found)
        if answer is not None:
            return _hit(rule.name, match, answer)
    return None


def _hit(rule: str, match: re.Match[str], answer: Answer) -> Hit:
    end = answer.end if isinstance(answer, Part) else match.end()
    doubt = answer if isinstance(answer, Doubt) else None
    spoken = answer if isinstance(answer, str) else answer.spoken if answer else ""
    return Hit(start=match.start(), end=end, rule=rule, spoken=spoken, doubt=doubt)


def _span(shadow: Shadow, hit: Hit) -> Span:
    start, end = shadow.place(hit.start, hit.end)
    return Span(
        start=start, end=end, written=shadow.written[start:end], spoken=hit.spoken.strip(), rule=hit.rule
    )


def _question(shadow: Shadow, hit: Hit, doubt: Doubt) -> Question:
    start, end = shadow.place(hit.start, hit.end)
    best = doubt.spoken.strip()
    return Question(
        start=start,
        end=end,
        written=shadow.written[start:end],
        best=best,
        choices=doubt.choices or (best,),
        reason=REASONS[doubt.reason],
    )


def _joined(shadow: Shadow, hits: list[Hit]) -> str:
    pieces: list[str] = []
    place = 0
    for hit in hits:
        start, end = shadow.place(hit.start, hit.end)
        _append(pieces, fold(shadow.written[place:start]))
        _append(pieces, hit.spoken)
        place = end
    _append(pieces, fold(shadow.written[place:]))
    return tidied("".join(pieces))


def _append(pieces: list[str], piece: str) -> None:
    """Two words that were only kept apart by a figure or a sign must not run together."""
    if not piece:
        return
    if pieces and pieces[-1][-1].isalpha() and piece[0].isalpha():
        pieces.append(" ")
    pieces.append(piece)


LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
BREAKS = re.compile(r" ?\n[ \n]*")
BLANKS = re.compile(r"[^\S\n]+")
BEFORE_SIGN = re.compile(r" (?=[.,;:!?])")
STOP_TIGHT = re.compile(rf"(?<=[{LOWER}][.!?;])(?=[{UPPER}][{LOWER}])")
COMMA_TIGHT = re.compile(r",(?=[^\W\d_])")
DOUBLED = re.compile(r",(?:[ ,]*,)+|,[ ]*(?=[.;:!?\n])|(?<=[;:!?.])[ ]*,|(?<![^\n])[ ]*,[ ]*|,[ ]*\Z")


def tidied(text: str) -> str:
    """One blank between words, none before a sign, no comma beside a stronger sign, line breaks kept."""
    text = BLANKS.sub(" ", INVISIBLE.sub("", text).translate(LINE_ENDS))
    text = BREAKS.sub(lambda found: "\n\n" if found[0].count("\n") > 1 else "\n", text)
    text = STOP_TIGHT.sub(" ", COMMA_TIGHT.sub(", ", BEFORE_SIGN.sub("", text)))
    text = DOUBLED.sub(
        lambda found: "," if found[0].endswith(",") and len(found[0].strip()) > 1 else "", text
    )
    return "\n".join(line.strip().lstrip(", ") for line in text.split("\n")).strip()
