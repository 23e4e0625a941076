"""How to ask a voice service and where its answer holds the sound: a description, not a program."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_PLACE = re.compile(r"\{(\w+)\}")
_SPEED = "{speed}"


@dataclass(frozen=True, kw_only=True)
class Form:
    """The words go as fields of a form."""

    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Json:
    """The words go as JSON; a value that is only ``{speed}`` becomes a number."""

    value: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Raw:
    """The words are the body."""


@dataclass(frozen=True, kw_only=True)
class Ssml:
    """The words stand in SSML, escaped."""

    template: str


@dataclass(frozen=True, kw_only=True)
class Sound:
    """The answer is the sound."""


@dataclass(frozen=True, kw_only=True)
class Base64At:
    """JSON holds the sound."""

    path: str


@dataclass(frozen=True, kw_only=True)
class LinkAt:
    """JSON holds where the sound is, or soon will be; ``*`` in the path stands for each of several parts."""

    path: str


@dataclass(frozen=True, kw_only=True)
class JobAt:
    """JSON holds the number of a job; ``status_url`` with ``{job}`` tells how it stands, and at last where the sound
    is."""

    path: str
    status_url: str
    state: str
    done: frozenset[str]
    failed: frozenset[str]
    link: str


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """One voice of a service: its code there, and who it is."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Speed:
    """How the service takes the rate: as a factor within limits, or in percent; what is left over we stretch."""

    least: float = 1.0
    most: float = 1.0
    percent: bool = False

    def applied(self, rate: float) -> float:
        """Return the rate at which the service itself speaks."""
        return round(min(max(rate, self.least), self.most), 2)

    def written(self, rate: float) -> str:
        """Return the rate as the service wants it."""
        return f"{round(100 * (rate - 1)):+d}%" if self.percent else f"{rate:.2f}"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One service. ``secrets`` and ``places`` name the environment variables that fill placeholders.

    Addresses come from here or from the environment, never from a screen: nobody at a desk can send words elsewhere.
    """

    name: str
    label: str
    url: str
    secrets: Mapping[str, str]
    body: Form | Json | Raw | Ssml
    result: Sound | Base64At | LinkAt | JobAt
    speakers: tuple[Speaker, ...]
    most_characters: int
    places: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    speed: Speed = field(default_factory=Speed)
    ok: tuple[str, str] | None = None
    """The path in a JSON answer and what it says when all is well."""
    version: str = "1"


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its placeholders filled, once: what words contain is never a placeholder."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), template)


def filled_json(value: object, values: Mapping[str, str]) -> object:
    """Return a JSON value with all its strings filled."""
    if isinstance(value, Mapping):
        return {name: filled_json(each, values) for name, each in value.items()}
    if value == _SPEED:
        return float(values["speed"])
    return filled(value, values) if isinstance(value, str) else value


def filled_ssml(template: str, values: Mapping[str, str]) -> str:
    """Return SSML with the words escaped."""
    return filled(template, {name: escape(value, {'"': "&quot;"}) for name, value in values.items()})
