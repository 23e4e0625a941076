"""Strict reading of JSON that came over a network: every field typed, bounded, named when wrong."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from datetime import time as wall_time
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

LARGEST = 2**53 - 1  # what every JSON reader can hold exactly
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_WALL = re.compile(r"\d\d:\d\d", re.ASCII)


class Malformed(ValueError):
    """The bytes are not what the protocol says; the message names the field."""


class Fields:
    """One JSON object and where it stands, read field by field."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise Malformed(f"{where}: not an object")
        self._values: dict[str, Any] = value
        self.where = where

    def fault(self, name: str, what: str) -> Malformed:
        """Return (for raising) an error that names the field."""
        return Malformed(f"{self.where}.{name}: {what}")

    def text(self, name: str, *, at_most: int = 500) -> str:
        """Read a string of at most so many characters."""
        return self._checked_text(name, self._value(name), at_most)

    def integer(self, name: str, *, least: int = 0, most: int = LARGEST) -> int:
        """Read a whole number within bounds."""
        value = self._value(name)
        if type(value) is not int or not least <= value <= most:
            raise self.fault(name, f"not a whole number from {least} to {most}")
        return value

    def digest(self, name: str) -> str:
        """Read a lower-case hex SHA-256."""
        return self._shaped(name, _DIGEST, "not a lower-case hex SHA-256")

    def uuid(self, name: str) -> str:
        """Read a UUID in its usual lower-case form."""
        return self._shaped(name, _UUID, "not a lower-case UUID")

    def moment(self, name: str) -> datetime:
        """Read a time in UTC, written with a Z."""
        written = self._shaped(name, _MOMENT, "not a UTC time ending in Z")
        try:
            return datetime.fromisoformat(written).astimezone(UTC)
        except (ValueError, OverflowError) as fault:
            raise self.fault(name, "no such time") from fault

    def wall_time(self, name: str) -> wall_time:
        """Read a local time of day, HH:MM."""
        written = self._shaped(name, _WALL, "not a time of day HH:MM")
        try:
            return wall_time.fromisoformat(written)
        except ValueError as fault:
            raise self.fault(name, "no such time of day") from fault

    def base64(self, name: str) -> bytes:
        """Read bytes written in the standard base64 alphabet."""
        value = self._value(name)
        if not isinstance(value, str):
            raise self.fault(name, "not a text")
        try:
            return base64.b64decode(value, validate=True)
        except ValueError as fault:
            raise self.fault(name, "not base64") from fault

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        """Read one of the words of an enumeration."""
        try:
            return choices(self.text(name))
        except Malformed:
            raise
        except ValueError as fault:
            raise self.fault(name, f"not one of {', '.join(choices)}") from fault

    def is_empty(self, name: str) -> bool:
        """Say whether the field is missing or null."""
        return self._values.get(name) is None

    def record(self, name: str) -> "Fields":
        """Read an object."""
        return Fields(self._value(name), f"{self.where}.{name}")

    def records(self, name: str, *, at_most: int) -> Iterator["Fields"]:
        """Read a list of objects."""
        for index, value in enumerate(self._list(name, at_most)):
            yield Fields(value, f"{self.where}.{name}[{index}]")

    def texts(self, name: str, *, at_most: int, length: int = 500) -> tuple[str, ...]:
        """Read a list of strings."""
        return tuple(self._checked_text(name, value, length) for value in self._list(name, at_most))

    def integers(self, name: str, *, at_most: int, most: int = LARGEST) -> tuple[int, ...]:
        """Read a list of whole numbers from 0."""
        values = self._list(name, at_most)
        if not all(type(value) is int and 0 <= value <= most for value in values):
            raise self.fault(name, f"not whole numbers from 0 to {most}")
        return tuple(values)

    def names(self, *, at_most: int) -> tuple[str, ...]:
        """Return the names of the fields of an object that is used as a table."""
        if len(self._values) > at_most:
            raise Malformed(f"{self.where}: more than {at_most} entries")
        return tuple(self._values)

    def _value(self, name: str) -> Any:
        if name not in self._values:
            raise self.fault(name, "missing")
        return self._values[name]

    def _list(self, name: str, at_most: int) -> list[Any]:
        value = self._value(name)
        if not isinstance(value, list) or len(value) > at_most:
            raise self.fault(name, f"not a list of at most {at_most}")
        return value

    def _shaped(self, name: str, shape: re.Pattern[str], what: str) -> str:
        value = self._value(name)
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise self.fault(name, what)
        return value

    def _checked_text(self, name: str, value: object, at_most: int) -> str:
        if not isinstance(value, str) or len(value) > at_most:
            raise self.fault(name, f"not a text of at most {at_most} characters")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise self.fault(name, "half a character")
        return value


def is_digest(value: str) -> bool:
    """Say whether this is a lower-case hex SHA-256."""
    return _DIGEST.fullmatch(value) is not None


def read_object(payload: bytes, *, where: str, at_most: int) -> Fields:
    """Read one JSON object from at most so many bytes; a name given twice is refused."""
    if len(payload) > at_most:
        raise Malformed(f"{where}: more than {at_most} bytes")
    try:
        value = json.loads(payload.decode(), object_pairs_hook=_without_doubles)
    except Malformed:
        raise
    except (ValueError, RecursionError) as fault:
        raise Malformed(f"{where}: not JSON") from fault
    return Fields(value, where)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise Malformed("a name stands twice in one object")
    return values
