"""Lets the newsroom's evidence chain be signed with the station's chain key."""

import base64
from datetime import datetime

from broadcast import keyring
from newsroom.signing import Signature, Verify


class StationSigner:
    """Signs links in a context of their own, so that a signature made here opens no manifest."""

    def sign(self, payload: bytes, *, at: datetime) -> Signature:
        """Sign the bytes of one link with the key that is in force at ``at``."""
        key_id, value = keyring.chain_signature(payload, now=at)
        return Signature(key_id=key_id, value=base64.b64encode(value).decode())

    def verifier(self) -> Verify:
        """Return what tells whether a key that the root certified for the chain signed these bytes."""
        listed = keyring.certified()

        def proves(payload: bytes, signature: Signature, at: datetime) -> bool:
            try:
                value = base64.b64decode(signature.value, validate=True)
            except ValueError:
                return False
            return keyring.signed_chain(payload, signature.key_id, value, at=at, listed=listed)

        return proves
