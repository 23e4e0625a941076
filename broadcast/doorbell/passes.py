"""The passes of devices, at the doorbell and at the broker: the station makes both of one secret."""

import hashlib
import hmac


def make(secret: str, *, device: str, zone: str) -> str:
    """Return the pass of a device in a zone."""
    return _mac(secret, f"doorbell {device} {zone}")


def for_broker(secret: str, *, device: str) -> str:
    """Return the pass of a device at the MQTT broker, which is told its digest."""
    return _mac(secret, f"broker {device}")


def is_good(given: str, secret: str, *, device: str, zone: str) -> bool:
    """Whether a pass is the right one."""
    return hmac.compare_digest(given.encode(), make(secret, device=device, zone=zone).encode())


def _mac(secret: str, words: str) -> str:
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()
