"""Which addresses the station may be made to call: those of known push services, over https, outside.

A browser hands us the address; without this list anybody could have the station call any machine.
"""

import base64
import binascii
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

LONGEST = 1000
POINT, SECRET = 65, 16
HTTPS = 443


class UnknownService(ValueError):
    """This is no address of a push service that the station knows, or its keys are none."""


def check(endpoint: str, *, p256dh: str, auth: str) -> None:
    """Raise ``UnknownService`` unless a notice may be sent there."""
    if not is_known(endpoint):
        raise UnknownService(endpoint[:100])
    try:
        point, secret = decoded(p256dh), decoded(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, InvalidKey) as fault:
        raise UnknownService("keys") from fault
    if len(point) != POINT or len(secret) != SECRET:
        raise UnknownService("keys")


def is_known(endpoint: str) -> bool:
    """Whether it is an https address of a service in ``PUSH_SERVICES`` (``name``, ``*.name`` or ``name:port``)."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port or HTTPS
    except ValueError:
        return False
    host = parts.hostname or ""
    if parts.scheme != "https" or "@" in parts.netloc or not host:
        return False
    named = host if port == HTTPS else f"{host}:{port}"
    return any(_fits(named, each.lower()) for each in settings.PUSH_SERVICES)


def _fits(named: str, service: str) -> bool:
    if service.startswith("*."):
        return named.endswith(service[1:]) and len(named) > len(service) - 1
    return named == service


def decoded(text: str) -> bytes:
    """Return the bytes of base64url without padding; raises ``ValueError``."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError) as fault:
        raise ValueError("no base64url") from fault
