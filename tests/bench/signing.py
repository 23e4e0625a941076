"""Sign a device's request as docs/PROTOCOL.md says."""

import base64
import hashlib
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.envelope import REQUEST, pre_authentication


def authorization(path: str, *, device: str, key: str) -> str:
    """Return the Authorization header of a GET without a body; good for five minutes."""
    at = str(int(time.time()))
    payload = "\n".join(["GET", path, at, hashlib.sha256(b"").hexdigest()]).encode()
    private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(key))
    signature = base64.b64encode(private.sign(pre_authentication(REQUEST, payload))).decode()
    return f'LoaXa device="{device}", at="{at}", sig="{signature}"'
