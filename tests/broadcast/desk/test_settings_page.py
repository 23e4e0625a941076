import pytest
from django.test import Client
from django.urls import reverse

from newsroom import roles
from tests.broadcast.commune import Commune, person

pytestmark = pytest.mark.django_db
EVERYBODYS = {"standing", "voices", "regulation", "calendar"}


@pytest.mark.parametrize(
    ("role", "screens"),
    [(roles.OPERATOR, {"standing", "voices"}), (roles.ADMINISTRATOR, {"standing", "voices", "keys"})],
)
def test_everybody_finds_the_settings_that_they_may_open(
    commune: Commune, role: str, screens: set[str]
) -> None:
    client = Client()
    client.force_login(person("ai-do", role))

    page = client.get(reverse("broadcast:settings")).content.decode()

    every = {"standing", "voices", "keys"}
    assert {name for name in every if f'href="{reverse(f"broadcast:{name}")}"' in page} == screens
    assert all(client.get(reverse(f"broadcast:{name}")).status_code == 200 for name in screens)


def test_who_may_not_see_the_station_sees_no_settings(commune: Commune) -> None:
    client = Client()
    client.force_login(person("cong-tac-vien", roles.CONTRIBUTOR))

    assert client.get(reverse("broadcast:settings")).status_code == 403
