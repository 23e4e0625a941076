"""What the verification of the chain asks of others: that rows agree with their links, and who saw which head."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from newsroom.signing import Verify


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What does not agree, at which link; ``code`` is for programs, the message for people.

    ``sequence`` 0 means that it belongs to no link.
    """

    sequence: int
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Run:
    """One verification: which digests were erased by which order, and what each file held when it was looked at."""

    erased: Mapping[str, str]
    proves: Verify
    seen: dict[Path, str | None] = field(default_factory=dict)

    def digest(self, path: Path) -> str | None:
        """Return the SHA-256 of a file, read once in a run; None when it cannot be read."""
        if path not in self.seen:
            self.seen[path] = _digest(path)
        return self.seen[path]


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How the rows of one kind of decision, each with its ``entry``, are compared with their links.

    ``facts`` and ``decided_at`` say what the link must say; ``later`` names facts that older links do not have.
    ``beyond`` looks at what the rows stand for: texts, files.
    """

    kind: str
    rows: Callable[[], QuerySet[Any]]
    facts: Callable[[Any], dict[str, Any]]
    decided_at: Callable[[Any], datetime]
    later: frozenset[str] = frozenset()
    beyond: Callable[[Sequence[Any], Run], Iterator[Fault]] | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Somebody outside the table saw this link; ``where`` tells a person who."""

    sequence: int
    sha256: str
    where: str


Witness = Callable[[], Iterable[Seen]]
Check = Callable[[Run], Iterator[Fault]]

_agreements: dict[str, Agreement] = {}
_witnesses: dict[str, Witness] = {}
_checks: dict[str, Check] = {}


def plug(agreement: Agreement) -> None:
    """Let the rows of a kind be compared with their links."""
    _agreements[agreement.kind] = agreement


def plug_witness(name: str, witness: Witness) -> None:
    """Ask also this witness for the links it saw."""
    _witnesses[name] = witness


def plug_check(name: str, check: Check) -> None:
    """Look also at something that has no link of its own."""
    _checks[name] = check


def agreements() -> Mapping[str, Agreement]:
    """Return how rows are compared, by kind of link."""
    return _agreements


def seen() -> Iterator[Seen]:
    """Yield every link that anybody says to have seen."""
    for witness in _witnesses.values():
        yield from witness()


def checks() -> list[Check]:
    """Return what else is looked at."""
    return list(_checks.values())
