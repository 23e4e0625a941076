"""What a back-up says about itself: its list of files with their digests, its program, the head of the chain."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = 1
MANIFEST, MANIFEST_DIGEST = "manifest.json", "manifest.json.sha256"
DATABASE, MEDIA = "database/", "media/"
WITNESS, PUBLIC_ROOT = "chain-witness.txt", "keys/root.pub"
PUSH_KEY = "keys/push-vapid.pem"


class BackUpError(Exception):
    """A back-up cannot be made, trusted or put back; the message tells a person why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """One file in the back-up; ``size`` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the database told while it was copied: the newest link of the chain (0: none), applied migrations."""

    chain_sequence: int
    chain_sha256: str
    migrations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The whole list; ``database`` is Django's word for the kind: sqlite or postgresql."""

    made_at: datetime
    program: str
    database: str
    facts: Facts
    files: tuple[Held, ...]

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(held.size for held in self.files)

    def named(self, prefix: str) -> list[Held]:
        """Return the files whose name begins so."""
        return [held for held in self.files if held.name.startswith(prefix)]


def written(contents: Contents) -> bytes:
    """Return the list as it lies in the back-up."""
    fields: Mapping[str, Any] = {
        "format": FORMAT,
        **asdict(contents),
        "made_at": contents.made_at.isoformat(),
    }
    return json.dumps(fields, ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> Contents:
    """Return the list; raises ``ValueError`` when it is not one that this program understands."""
    try:
        fields = json.loads(data)
        if fields["format"] != FORMAT:
            raise ValueError(f"format {fields['format']}")
        facts = fields["facts"]
        return Contents(
            made_at=datetime.fromisoformat(fields["made_at"]),
            program=str(fields["program"]),
            database=str(fields["database"]),
            facts=Facts(**facts | {"migrations": tuple(facts["migrations"])}),
            files=tuple(Held(**held) for held in fields["files"]),
        )
    except (KeyError, TypeError) as fault:
        raise ValueError(str(fault)) from fault
