"""What one test of a server learns on its way."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from broadcast.plan.keylist import KeyList
from broadcast.plan.manifest import Manifest
from broadcast.player.conformance.caller import Caller


@dataclass(kw_only=True)
class Visit:
    """The made-up device, and what the server has shown it so far."""

    caller: Caller
    code: str = ""
    root: Ed25519PublicKey | None = None
    keys: KeyList | None = None
    zone: str = ""
    manifest: Manifest | None = None
    etag: str = ""
