import hashlib
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import playlists
from broadcast.models import PlaylistAddress
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(commune: Commune) -> Client:
    """Return the administrator's browser."""
    person = type(commune.editor).objects.create(
        username="quan-tri-may", full_name="Lê Văn Trị", is_superuser=True
    )
    browser = Client()
    browser.force_login(person)
    return browser


def test_the_secret_is_shown_once_and_kept_nowhere(commune: Commune, now: datetime, admin: Client) -> None:
    zone = commune.zones[0]
    page = admin.post(reverse("broadcast:device_addresses"), {"name": "Bộ thu 1", "zone": str(zone.pk)})
    url = page.context["url"]
    secret = url.split("/")[-2]
    row = PlaylistAddress.objects.get()

    assert url in page.content.decode() and "no-store" in page["Cache-Control"]
    assert row.secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in admin.get(reverse("broadcast:device_addresses")).content.decode()


def test_only_who_manages_devices_makes_and_closes_addresses(
    commune: Commune, now: datetime, operator: Client
) -> None:
    row, _secret = playlists.make(commune.zones[0], name="A", person=commune.operator, now=now)

    assert operator.get(reverse("broadcast:device_addresses")).status_code == 200
    assert operator.post(reverse("broadcast:device_addresses"), {"name": "B"}).status_code == 403
    assert operator.post(reverse("broadcast:device_address_close", args=[row.pk])).status_code == 403


def test_a_form_without_a_zone_keeps_what_was_typed(commune: Commune, admin: Client) -> None:
    page = admin.post(reverse("broadcast:device_addresses"), {"name": "Bộ thu cổng chợ", "zone": "x"})

    assert page.status_code == 422 and "Bộ thu cổng chợ" in page.content.decode()
    assert not PlaylistAddress.objects.exists()
