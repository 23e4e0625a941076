"""Reads a text as it is being typed, and says how long it takes and what to look at once more."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsroom import derivation, reading, ready
from newsroom.blocks import plain_lines
from newsroom.models import CommuneSettings, Place, Story, User
from newsroom.writing_help import links, personal_data, spelling, titles
from newsroom.writing_help.advice import Advice
from newsroom.writing_help.links import Checked

SYLLABLES_PER_MINUTE = 220  # read in silence; a Vietnamese syllable is a written word
_SYLLABLE = re.compile(r"\w+")
NOT_FOR_THE_CHECK = frozenset({"contact"})  # an office's own box is meant to be public


class Unreadable(ValueError):
    """The form came without the parts of a text."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A story as it stands in the editor, saved or not."""

    title: str
    summary: str
    script: str
    body: tuple[Any, ...]
    kept_lines: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What can be read aloud in the text."""
        return [*self.kept_lines, *plain_lines(self.body)]

    def public_lines(self) -> list[str]:
        """Return everything that the public would read or hear, in which nothing private should stand."""
        own = [line for kind, line in self.lines if kind not in NOT_FOR_THE_CHECK]
        return [self.title, self.summary, *own, *self.script.splitlines()]


@dataclass(frozen=True, kw_only=True)
class Help:
    """What is shown beside the editor."""

    read: str
    spoken: str
    syllables: int
    advice: list[Advice]
    words: list[ready.HouseWord] = field(default_factory=list)
    links: Checked | None = None


def typed_in(posted: Mapping[str, Any]) -> Typed:
    """Read the editor's form, saved or not; raises ``Unreadable``."""
    block: Any = Story._meta.get_field("body")
    try:
        body = block.stream_block.value_from_datadict(posted, {}, "body") if "body-count" in posted else ()
        children = tuple(body)
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Unreadable("body") from fault
    alternative = str(posted.get("text_alternative", ""))
    return Typed(
        title=str(posted.get("title", "")).strip(),
        summary=str(posted.get("summary", "")).strip(),
        script=str(posted.get("script", "")).replace("\r\n", "\n").strip(),
        body=children,
        kept_lines=tuple(("text", line) for line in alternative.splitlines() if line.strip()),
    )


def help_for(typed: Typed, *, story: int | None, person: User, now: datetime) -> Help:
    """Return what is noticed in the text."""
    words = ready.preparations().house_words()
    text = [typed.title, typed.summary, *(line for _kind, line in typed.lines)]
    checked = links.checked(links.links_in(typed.body))
    return Help(
        read=reading.in_words(_seconds_to_read(text)),
        spoken=reading.in_words(_seconds_to_say(typed)),
        syllables=_syllables(text),
        advice=[
            *personal_data.personal_data(typed.public_lines(), known=_numbers_of_the_commune()),
            *titles.similar_titles(typed.title, story=story, person=person, now=now),
            *spelling.misspelled(text, [*words, *_own_names()]),
            *checked.advice,
        ],
        words=spelling.used(text, words),
        links=checked if checked.total else None,
    )


def _syllables(text: Iterable[str]) -> int:
    return sum(len(_SYLLABLE.findall(line)) for line in text)


def _seconds_to_read(text: Iterable[str]) -> int:
    return round(_syllables(text) * 60 / SYLLABLES_PER_MINUTE)


def _seconds_to_say(typed: Typed) -> int:
    script = typed.script or derivation.script(typed.title, typed.summary, typed.lines)
    return ready.preparations().read(script).seconds


def _numbers_of_the_commune() -> list[str]:
    """Return the phones that the commune itself gives out."""
    return [number for number in [CommuneSettings.load().phone] if number]


def _own_names() -> list[ready.HouseWord]:
    """Return the names of the commune and of its hamlets."""
    commune = CommuneSettings.load().name.removeprefix("xã").strip()
    names = [commune, *Place.objects.values_list("name", flat=True)]
    return [ready.HouseWord(written=name, spoken=name, is_name=True) for name in names if name]
