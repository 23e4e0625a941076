"""The station's key towards push services (RFC 8292): made once, kept apart from the keys that boxes trust."""

import base64
import os
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02  # type: ignore[import-untyped]

from newsroom.models import CommuneSettings

FILE = "push-vapid.pem"
LASTS = timedelta(hours=12)  # RFC 8292 allows 24 at most


def key_file() -> Path:
    """Return where the key lies."""
    return Path(settings.KEY_DIRECTORY) / FILE


def key() -> ec.EllipticCurvePrivateKey:
    """Return the key; the first who asks makes it, with rights for the service's user alone."""
    path = key_file()
    if not path.exists():
        _make(path)
    read = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(read, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{path} holds another kind of key")
    return read


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)  # whoever comes second leaves the first one's key alone
    except FileExistsError:
        return
    finally:
        unfinished.unlink()


def public_key() -> str:
    """Return what browsers subscribe with: the uncompressed point, base64url."""
    point = (
        key()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(endpoint: str, *, now: datetime) -> str:
    """Return the header that tells the service of ``endpoint`` who sends."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + LASTS).timestamp()),
        "sub": contact(),
    }
    return str(Vapid02(key()).sign(claims)["Authorization"])


def contact() -> str:
    """Return whom a push service can write to: the commune, else the site, else nobody in particular."""
    email = CommuneSettings.load().email
    if email:
        return f"mailto:{email}"
    site = urlsplit(settings.BASE_URL)
    return f"https://{site.hostname}" if site.scheme == "https" else "mailto:loaxa@localhost"
