"""Which words an ambiguous abbreviation stands for, where no written context of its own decides."""

import re
from collections.abc import Sequence
from functools import lru_cache

from broadcast.text.lexicon import BUILT_IN
from broadcast.text.rules import Found
from broadcast.text.words.collocations import COUNTABLE, PHRASES

NEXT_WORDS = re.compile(r"[ \t]+([^\W\d_]+)(?:[ \t]+([^\W\d_]+))?")
LAST_WORDS = re.compile(r"(?:([^\W\d_]+)[ \t]+)?(?<![^\W\d_])([^\W\d_]+)[ \t]+\Z")
COUNT_LEFT = re.compile(r"(?<![\w/])\d+(?:\.\d{3})*[ \t]\Z")


@lru_cache(maxsize=1)
def _known() -> str:
    """All phrases of the tables, each between bars, without commas and "và"."""
    written = [*BUILT_IN.values(), *PHRASES.replace("\n", ";").split(";")]
    clean = (re.sub(r"[^\w ]| và(?= )", "", phrase.lower()).strip() for phrase in written)
    return " | " + " | ".join(dict.fromkeys(clean)) + " | "


@lru_cache(maxsize=4096)
def _go_together(words: str) -> bool:
    return f" {words} " in _known()


def by_company(choices: Sequence[str], found: Found) -> str:
    """The one sense that makes a known phrase with the words beside it; nothing where none or several do."""
    for sides in _sides(found):
        fitting = [sense for sense in choices if _go_together(sides.format(sense.lower()))]
        if len(fitting) == 1:
            return fitting[0]
    return ""


def _sides(found: Found) -> list[str]:
    """What stands beside, two words before one, as patterns round the sense."""
    sides: list[str] = []
    after = NEXT_WORDS.match(found.after)
    if after:
        first = found.lexicon.abbreviations.get(after[1], after[1]).lower()
        if after[2] and first == after[1].lower():
            sides.append(f"{{}} {first} {after[2].lower()}")
        sides.append(f"{{}} {first}" if " " in first or not after[2] else "")
    before = LAST_WORDS.search(found.before)
    if before:
        sides += [f"{before[1]} {before[2]} {{}}".lower() if before[1] else "", f"{before[2]} {{}}".lower()]
    return [side for side in sides if side]


def counted(choices: Sequence[str], found: Found) -> tuple[str, ...]:
    """ "150 CN may": after a figure only what can be counted."""
    return tuple(sense for sense in choices if sense in COUNTABLE) if found.follows(COUNT_LEFT) else ()
