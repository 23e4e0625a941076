"""Put many active devices and a real signed plan into the station of the environment; print who they are, as JSON."""

import base64
import json
import sys
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from broadcast import release
from broadcast.models import Device, Manifest, Station, Zone
from broadcast.states import DeviceStatus


def enrol(count: int) -> dict[str, object]:
    """Return (device, private key in base64) of each, and the version of the plan that they hold."""
    now = timezone.now()
    release.release(Station.objects.earliest("pk"), now=now)
    zone = Zone.objects.earliest("pk")
    held = Manifest.objects.filter(zone=zone).order_by("-epoch", "-counter").values("epoch", "counter")[0]
    keys = [Ed25519PrivateKey.generate() for _ in range(count)]
    rows = [
        Device(
            kind=Device.Kind.LOUDSPEAKER,
            name=f"bench {number}",
            zone=zone,
            public_key=base64.b64encode(key.public_key().public_bytes_raw()).decode(),
            status=DeviceStatus.ACTIVE,
            claimed_at=now - timedelta(days=1),
            last_seen_at=now,
            manifest_epoch=held["epoch"],
            manifest_counter=held["counter"],
        )
        for number, key in enumerate(keys)
    ]
    Device.objects.bulk_create(rows, batch_size=500)
    players = [
        (str(row.pk), base64.b64encode(key.private_bytes_raw()).decode())
        for row, key in zip(rows, keys, strict=True)
    ]
    return {"players": players, "epoch": held["epoch"], "counter": held["counter"]}


def tell(count: int) -> None:
    """Print them as one line of JSON."""
    sys.stdout.write(json.dumps(enrol(count)) + "\n")
