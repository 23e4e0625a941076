"""A station that is none: it serves what the script says to one player, and notes what that player asks and tells."""

import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from broadcast.player.conformance.offers import Fields, Maker, item, name_of


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One call of the player: when (monotonic seconds), what it asked, and what it was answered."""

    at: float
    method: str
    path: str
    headers: Mapping[str, str]
    status: int


@dataclass(kw_only=True)
class StandIn:
    """What is served now, and what was seen so far; whoever changes either holds ``changed``."""

    patience_s: float = 90.0
    lead_s: float = 20.0  # between a plan's release and the start of its item
    sound_s: float = 2.0
    grace_s: float = 5.0
    slack_s: float = 10.0  # after the end of an item: by then it is reported
    maker: Maker = field(default_factory=Maker)
    changed: threading.Condition = field(default_factory=lambda: threading.Condition(threading.RLock()))
    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    device_key: Ed25519PublicKey | None = None
    kind: str = ""
    is_confirmed: bool = False
    is_revoked: bool = False
    clock_lies: int = 0  # so many calls are answered that their clock is wrong
    loses_receipts: int = 0  # so many reports are taken without an answer
    cuts_media: int = 0  # so many downloads break off in the middle
    envelope: bytes = b""
    etag: str = ""
    keys: bytes = b""
    media: dict[str, bytes] = field(default_factory=dict)
    orders: dict[str, bytes] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # what was not shaped or not signed as it must be
    receipts: dict[str, Fields] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    doubles: list[str] = field(default_factory=list)
    heartbeats: list[Fields] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Have keys from the beginning."""
        self.keys = self.maker.key_list()

    # ------------------------------------------------------------------ what the script does

    def order(self, action: str, *, key: Ed25519PrivateKey | None = None) -> str:
        """Let an order wait; return its id."""
        with self.changed:
            name, envelope = self.maker.order(action, device=self.device, key=key)
            self.orders[name] = envelope
        return name

    def sound(self, seconds: float) -> str:
        """Have a new medium; return its name."""
        with self.changed:
            data = self.maker.medium(seconds)
            self.media[name_of(data)] = data
        return name_of(data)

    def release(self, *air: Fields, key: Ed25519PrivateKey | None = None, **changes: Any) -> str:
        """Serve the next plan with these items; return its version as an ETag."""
        with self.changed:
            named = {each["media"]: self.media[each["media"]] for each in air}
            fields = self.maker.plan(media=named, air=list(air), **changes)
            self.envelope = self.maker.signed(fields, key=key)
            self.etag = f'"{fields["epoch"]}.{fields["counter"]}"'
        return self.etag

    def item(self, starts_at: datetime, seconds: float, **changes: Any) -> Fields:
        """Return an item with a sound of its own."""
        grace = {"grace_ms": round(self.grace_s * 1000)}
        return item(self.sound(seconds), starts_at, seconds, **grace | changes)

    def until(self, condition: Callable[[], object], *, seconds: float | None = None) -> bool:
        """Wait until something is so; False when it was not in time."""
        limit = time.monotonic() + (self.patience_s if seconds is None else seconds)
        with self.changed:
            while not condition():
                left = limit - time.monotonic()
                if left <= 0:
                    return False
                self.changed.wait(min(left, 1.0))
        return True

    # ------------------------------------------------------------------ what was seen

    def calls(self, method: str, path: str) -> list[Seen]:
        """Return the calls of a kind, as they came; ``path`` may be its beginning."""
        with self.changed:
            return [each for each in self.seen if each.method == method and each.path.startswith(path)]

    def has_confirmed(self, etag: str) -> bool:
        """Whether the player said that it holds this version."""
        asked = any(each.headers.get("if-none-match") == etag for each in self.calls("GET", "/manifest"))
        with self.changed:
            return asked or any(_version(each) == etag for each in self.heartbeats)

    def outcomes(self, airing: str) -> list[str]:
        """Return what was reported of an airing."""
        with self.changed:
            return [each["outcome"] for each in self.receipts.values() if each.get("airing") == airing]

    def refusals(self) -> int:
        """Return how many refusals were reported."""
        with self.changed:
            return sum(each.get("kind") == "refusal" for each in self.receipts.values())


def _version(heartbeat: Fields) -> str:
    held = heartbeat.get("manifest") or {}
    return f'"{held.get("epoch")}.{held.get("counter")}"'
