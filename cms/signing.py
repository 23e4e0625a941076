"""Lets the newsroom's evidence chain be signed with the station's key."""

import base64
from datetime import datetime

from cryptography.exceptions import InvalidSignature

from broadcast import keyring
from broadcast.plan import envelope
from newsroom.signing import Signature


class StationSigner:
    """Signs links in a context of their own, so that a signature made here opens no manifest."""

    def sign(self, payload: bytes) -> Signature:
        """Sign the bytes of one link."""
        key = keyring.station_key()
        signature = key.sign(envelope.pre_authentication(envelope.CHAIN, payload))
        return Signature(key_id=envelope.key_id(key.public_key()), value=base64.b64encode(signature).decode())

    def verify(self, payload: bytes, signature: Signature, *, at: datetime) -> bool:
        """Whether the station's key signed exactly these bytes."""
        key = keyring.station_key().public_key()
        if signature.key_id != envelope.key_id(key):
            return False
        try:
            value = base64.b64decode(signature.value, validate=True)
            key.verify(value, envelope.pre_authentication(envelope.CHAIN, payload))
        except (InvalidSignature, ValueError):
            return False
        return True
