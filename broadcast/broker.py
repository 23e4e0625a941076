"""The MQTT broker beside the doorbell: where devices find it, what lets them in, the files that say who may what."""

import hashlib
import hmac
import logging
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from broadcast.doorbell import passes
from broadcast.doorbell.entrance import entrance
from broadcast.models import Device
from broadcast.plan.broker import STATION, Broker, topic_of
from broadcast.states import DeviceStatus

MOST_CALLED = 4_000  # devices of one zone: their names fit into one datagram
ROUNDS = 101  # of PBKDF2, as Mosquitto itself does: a pass is 256 random bits
PASSWORDS, ACL = "passwords", "acl"

log = logging.getLogger(__name__)


def is_there() -> bool:
    """Whether this station rings through a broker, too."""
    return bool(settings.MQTT_URL)


def place() -> Broker | None:
    """Return where devices find the broker, for the plan that is signed; None when they are told of none."""
    if not is_there():
        return None
    theirs = settings.MQTT_DEVICES or settings.MQTT_URL
    if not theirs.startswith("mqtts://"):
        return None  # a broker on this machine, without TLS, is for the station alone
    found, ours = entrance(theirs).place, entrance(settings.MQTT_URL).place
    return Broker(host=found.host, port=found.port, topic=ours.topic)


def offer(device: UUID) -> dict[str, str] | None:
    """Return what lets a device in; None when this station has no broker."""
    if not is_there():
        return None
    return {"pass": passes.for_broker(settings.DOORBELL_SECRET, device=str(device))}


def devices_of(zone: int) -> list[str]:
    """Return who is to be called in a zone; nobody when the database does not answer, for boxes poll anyway."""
    try:
        rows = Device.objects.filter(zone=zone, status=DeviceStatus.ACTIVE).values_list("pk", flat=True)
        return [str(pk) for pk in rows[:MOST_CALLED]]
    except DatabaseError:
        return []


# ------------------------------------------------------------------ who may what


def write_access(folder: Path) -> bool:
    """Write Mosquitto's password file and list of rights; False when both said the same already."""
    written = {PASSWORDS: "".join(f"{line}\n" for line in _passwords()), ACL: _rights()}
    changed = [name for name, text in written.items() if _is_other(folder / name, text)]
    for name in changed:
        aside = folder / f".{name}.tmp"
        aside.write_text(written[name])
        aside.chmod(0o640)
        aside.replace(folder / name)
    return bool(changed)


def keep_access() -> None:
    """Keep the files up to date, for the station's loop; a folder that is away does not stop the station."""
    if not (is_there() and settings.MQTT_FILES):
        return
    try:
        write_access(Path(settings.MQTT_FILES))
    except OSError as fault:
        log.warning("the files for the MQTT broker cannot be written: %s", fault)


def _is_other(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text() != text


def _passwords() -> Iterator[str]:
    """Yield the station's line and one for each device in service: who is revoked stands there no more."""
    ours, secret = entrance(settings.MQTT_URL), settings.DOORBELL_SECRET
    yield _line(ours.user, ours.password, secret=secret)
    active = Device.objects.filter(status=DeviceStatus.ACTIVE).order_by("pk")
    for device in active.values_list("pk", flat=True):
        word = passes.for_broker(secret, device=str(device))
        yield _line(str(device), word, secret=secret)


@lru_cache(maxsize=MOST_CALLED)
def _line(user: str, password: str, *, secret: str) -> str:
    """Return a line as ``mosquitto_passwd`` writes it; its salt stays, so that an unchanged file is seen to be one."""
    salt = hmac.new(secret.encode(), f"salt {user} {password}".encode(), hashlib.sha256).digest()[:12]
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS)
    return f"{user}:$7${ROUNDS}${b64encode(salt).decode()}${b64encode(digest).decode()}"


def _rights() -> str:
    """Only the station writes; a device reads its own topic, and whether the station is there."""
    ours = entrance(settings.MQTT_URL)
    return (
        f"user {ours.user}\n"
        f"topic write {topic_of(ours.place, '#')}\n\n"
        f"pattern read {topic_of(ours.place, '%u')}\n"
        f"pattern read {topic_of(ours.place, STATION)}\n"
    )
