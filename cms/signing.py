"""Lets the newsroom's evidence chain be signed with the station's chain key."""

import base64
from datetime import datetime

from broadcast import keyring
from newsroom.signing import Signature


class StationSigner:
    """Signs links in a context of their own, so that a signature made here opens no manifest."""

    def sign(self, payload: bytes) -> Signature:
        """Sign the bytes of one link."""
        key_id, value = keyring.chain_signature(payload)
        return Signature(key_id=key_id, value=base64.b64encode(value).decode())

    def verify(self, payload: bytes, signature: Signature, *, at: datetime) -> bool:
        """Whether a key that the root had certified for the chain at ``at`` signed exactly these bytes."""
        try:
            value = base64.b64decode(signature.value, validate=True)
        except ValueError:
            return False
        return keyring.verify_chain(payload, signature.key_id, value, at=at)
