"""What an import found doubtful in a document, and what of it is still open in the story."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsroom.models import Story


@dataclass(frozen=True, kw_only=True)
class Note:
    """One doubtful place; ``mends`` says that one tap can put ``suggestion`` in its place."""

    number: int
    where: str
    message: str
    suggestion: str
    mends: bool


def open_notes(story: Story) -> list[Note]:
    """Return what was not mended yet; ``number`` is the place in ``import_warnings``."""
    texts = list(_texts(story))
    notes = []
    for number, warning in enumerate(story.import_warnings):
        where, suggestion = warning.get("where", ""), warning.get("suggestion", "")
        found = any(where in text for text in texts) if where else False
        if suggestion and not found:
            continue
        notes.append(
            Note(
                number=number,
                where=where,
                message=warning.get("message", ""),
                suggestion=suggestion,
                mends=bool(suggestion) and found,
            )
        )
    return notes


def settle(story: Story, number: int) -> None:
    """Strike a note off: somebody looked at it."""
    story.import_warnings = [note for at, note in enumerate(story.import_warnings) if at != number]


def mend(story: Story, number: int) -> None:
    """Put the suggestion in the place of what was found, wherever the story says it, and strike the note off."""
    note = story.import_warnings[number]
    where, suggestion = note["where"], note["suggestion"]
    story.title = story.title.replace(where, suggestion)
    story.summary = story.summary.replace(where, suggestion)
    story.body = _mended(story.body.get_prep_value(), where, suggestion)
    settle(story, number)


def _mended(value: Any, where: str, suggestion: str) -> Any:
    if isinstance(value, str):
        return value.replace(where, suggestion)
    if isinstance(value, list):
        return [_mended(item, where, suggestion) for item in value]
    if isinstance(value, dict):
        kept = {key: value[key] for key in ("id", "type") if key in value}
        return {key: _mended(item, where, suggestion) for key, item in value.items()} | kept
    return value


def _texts(story: Story) -> Iterator[str]:
    yield from (story.title, story.summary)
    yield from _strings(story.body.get_prep_value())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _all(value.values())
    elif isinstance(value, list):
        yield from _all(value)


def _all(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _strings(value)
