"""Put an active device with a manifest into the station of the environment; print how it signs, as JSON."""

import base64
import json
import sys
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from broadcast.models import Device, Manifest, Zone
from broadcast.states import DeviceStatus


def enrol() -> dict[str, str]:
    """Return the device's number and its private key in base64."""
    key = Ed25519PrivateKey.generate()
    zone = Zone.objects.earliest("pk")
    device = Device.objects.create(
        kind=Device.Kind.LOUDSPEAKER,
        name="bench",
        zone=zone,
        public_key=base64.b64encode(key.public_key().public_bytes_raw()).decode(),
        status=DeviceStatus.ACTIVE,
        claimed_at=timezone.now(),
    )
    _have_a_manifest(zone)
    return {"device": str(device.pk), "key": base64.b64encode(key.private_bytes_raw()).decode()}


def _have_a_manifest(zone: Zone) -> None:
    """Release something for the zone unless the demo did: only its version is asked for here."""
    if Manifest.objects.filter(zone=zone).exists():
        return
    now = timezone.now()
    Manifest.objects.create(
        zone=zone,
        epoch=1,
        counter=1,
        content_key="0" * 64,
        media={},
        envelope="{}",
        issued_at=now,
        valid_until=now + timedelta(days=7),
    )


def tell() -> None:
    """Print the device as one line of JSON."""
    sys.stdout.write(json.dumps(enrol()) + "\n")
