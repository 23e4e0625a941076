"""The port through which the evidence chain is signed: newsroom holds no keys, cms plugs the key ring in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature and the short name of the key that made it; ``value`` is base64."""

    key_id: str
    value: str


Verify = Callable[[bytes, Signature, datetime], bool]


class Signer(Protocol):
    """Signs links of the chain, and knows which keys were entitled to."""

    def sign(self, payload: bytes, *, at: datetime) -> Signature:
        """Sign the bytes of one link, written at ``at``."""

    def verifier(self) -> Verify:
        """Return what tells whether a key that was entitled to sign the chain at that moment signed these bytes.

        It knows the keys of the moment at which it is asked for: one for each verification.
        """


_plugged: list[Signer] = []


def plug(signer: Signer) -> None:
    """Plug the key ring in, once, at start."""
    _plugged[:] = [signer]


def signer() -> Signer:
    """Return what is plugged in; without it nothing can be decided."""
    if not _plugged:
        raise RuntimeError("the evidence chain has no signing key")
    return _plugged[0]
