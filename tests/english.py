"""English left on a screen: in what a page shows, what it says to a screen reader, what it hands to its scripts.

Vietnamese words are single syllables of a known build; a word without marks that is no such syllable is foreign.
In a long sentence one word in ten may be: people write of the Internet and of video clips.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:a[ioyu]?|e[ou]?|i(?:a|eu?|u)?|o(?:a[ioy]?|eo?|i|o)?|u(?:a|ay|e|i|o[iu]?|u|y[aeu]?|ye)?|ye?u?)"
    r"(?:ch?|m|ng?|nh|p|t)?",
    re.I,
)
WORD = re.compile(r"[^\W\d_]{2,}")
VOWEL = re.compile(r"[aeiouy]", re.I)
MARKED = re.compile(r"[^\x00-\x7f]")
# Addresses, file names, numbers with letters, places for values: no words of any language.
NO_WORDS = re.compile(r"https?://\S+|\S*[@/\\._#=]\S*\w|\S*\d\S*|%\(\w+\)\w|\{\w*\}|%s")
_NAMES = """
    wagtail web url javascript json excel word docx podcast ical byte localhost esc alt shift enter video infographic
    google micro microsoft authenticator freeotp chrome edge firefox safari facebook zalo zoom vneid espeak
    linux windows macos android iphone ipad quantri
"""  # the last is an account of the demo
NAMES = frozenset(_NAMES.split())
NOTHING = {"None"}  # what Wagtail writes into a counter that stays hidden while it counts nothing
SHOWN = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
LABELS = {"label", "text", "title", "placeholder", "helpText", "description"}
TECHNICAL = re.compile(r"class|(controller|action|target|outlet|part)$")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'')


def foreign_words(text: str) -> list[str]:
    """Return the words of a text that are neither Vietnamese nor names."""
    if text in NOTHING:
        return []
    words = WORD.findall(NO_WORDS.sub(" ", text))
    foreign = [word for word in words if _is_foreign(word)]
    return foreign if len(words) < 10 * len(foreign) else []


def _is_foreign(word: str) -> bool:
    known = MARKED.search(word) or word.lower() in NAMES
    abbreviation = word.isupper() or not VOWEL.search(word)
    return not known and not abbreviation and not SYLLABLE.fullmatch(word)


def _without(text: str, written: Sequence[str]) -> str:
    """Return a text without the whole texts of people in it; nothing when it is a piece of one."""
    text = " ".join(text.split())
    for each in written:
        text = text.replace(each, " ")
    piece = text.strip(" :“”…")
    whole_words = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)")
    return "" if any(whole_words.search(each) for each in written) else text


@dataclass(frozen=True, kw_only=True)
class Said:
    """One piece of text of a page, and where it stands."""

    where: str
    text: str


class Screen(HTMLParser):
    """What one page says, and the addresses it leads to."""

    def __init__(self, *, admin: str) -> None:
        super().__init__()
        self.admin = admin
        self.said: list[Said] = []
        self.links: list[str] = []
        self._code: list[str] = []

    def offences(self, *, written: Sequence[str] = ()) -> list[str]:
        """Return what holds foreign words, one line each; what people have ``written`` is theirs, pieces of it too."""
        found = ((said, foreign_words(_without(said.text, written))) for said in self.said)
        return [f"{said.where}: {said.text[:120]!r} {words}" for said, words in found if words]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the attributes; remember that code begins."""
        given = {name: value for name, value in attrs if value}
        for name, value in given.items():
            self._attribute(name, value)
        if tag == "input" and given.get("type") in ("submit", "button", "reset") and "value" in given:
            self._say("value", given["value"])
        if tag in ("script", "style"):
            self._code.append("json" if "json" in given.get("type", "") else tag)

    def handle_endtag(self, tag: str) -> None:
        """Remember that code ends."""
        if self._code and tag in ("script", "style"):
            self._code.pop()

    def handle_data(self, data: str) -> None:
        """Read a text, or the texts within code."""
        if not self._code:
            self._say("text", " ".join(data.split()))
        elif self._code[-1] == "json":
            self.read_json(data)
        elif self._code[-1] == "script":
            for double, single in LITERAL.findall(data):
                self._phrase("script", double or single)

    def read_json(self, text: str) -> None:
        """Read the texts of a JSON document."""
        self._value("json", json.loads(text))

    def _attribute(self, name: str, value: str) -> None:
        self._link(value)
        if name in SHOWN:
            self._say(name, value)
        elif name.startswith("data-") and not TECHNICAL.search(name):
            self._data(name, value)

    def _data(self, name: str, value: str) -> None:
        if value[0] in '[{"':
            try:
                self._value(name, json.loads(value))
            except ValueError:
                return  # a selector
        else:
            self._phrase(name, value)

    def _value(self, where: str, value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for inner, item in value.items():
                self._value(where, item, str(inner))
        elif isinstance(value, list):
            for item in value:
                self._value(where, item, key)
        elif isinstance(value, str):
            self._string(where, key, value)

    def _string(self, where: str, key: str, value: str) -> None:
        self._link(value)
        if "<" in value and ">" in value:
            inner = Screen(admin=self.admin)
            inner.feed(value)
            self.said += inner.said
            self.links += inner.links
        elif value.lstrip()[:1] in ("{", "["):
            self._data(where, value.lstrip())
        elif key in LABELS:
            self._say(f"{where} {key}", value)
        elif not TECHNICAL.search(key.lower()) and "data-" not in key:
            self._phrase(f"{where} {key}", value)

    def _phrase(self, where: str, value: str) -> None:
        """Take for a text what has a space in it; single words in code are names of things."""
        if " " in value.strip() and "<" not in value:
            self._say(where, value)

    def _say(self, where: str, text: str) -> None:
        if text.strip():
            self.said.append(Said(where=where, text=text.strip()))

    def _link(self, value: str) -> None:
        if value.startswith(self.admin):
            self.links.append(value)
