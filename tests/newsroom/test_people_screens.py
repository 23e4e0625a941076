"""The administrator adds and changes people, with Vietnamese names."""

import pytest
from django.test import Client
from django.urls import reverse

from newsroom import roles
from newsroom.models import User
from tests.factories import Commune, make_person

FIELDS = {
    "username": "co-lan",
    "full_name": "Nguyễn Thị Lan",
    "title": "Chuyên viên",
    "office": "Phòng Văn hoá - Xã hội",
    "phone": "",
    "email": "",
    "password1": "mot-mat-khau-dai",
    "password2": "mot-mat-khau-dai",
}


@pytest.fixture
def administrator(ground: Commune, client: Client) -> Client:
    """Return a browser in which the administrator is signed in."""
    client.force_login(make_person("quan-tri", roles.ADMINISTRATOR))
    return client


def test_administrator_adds_a_person_by_full_name(administrator: Client) -> None:
    answer = administrator.post(reverse("wagtailusers_users:add"), FIELDS)

    assert answer.status_code == 302
    person = User.objects.get(username="co-lan")
    assert person.get_full_name() == "Nguyễn Thị Lan"
    assert person.get_short_name() == "Lan"


def test_a_person_without_a_name_is_refused_and_what_was_typed_stays(administrator: Client) -> None:
    answer = administrator.post(reverse("wagtailusers_users:add"), FIELDS | {"full_name": ""})

    assert answer.status_code == 200
    assert "Phòng Văn hoá - Xã hội" in answer.content.decode()
    assert not User.objects.filter(username="co-lan").exists()


def test_administrator_changes_an_office(administrator: Client) -> None:
    person = make_person("co-lan", roles.EDITOR, full_name="Nguyễn Thị Lan")

    page = administrator.get(reverse("wagtailusers_users:edit", args=[person.pk]))
    answer = administrator.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        FIELDS | {"office": "Văn phòng", "password1": "", "password2": "", "is_active": "on"},
    )

    assert "Nguyễn Thị Lan" in page.content.decode()
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.office == "Văn phòng"


def test_people_are_found_by_part_of_their_name(administrator: Client) -> None:
    make_person("co-lan", roles.EDITOR, full_name="Nguyễn Thị Lan")

    page = administrator.get(reverse("wagtailusers_users:index"), {"q": "Thị Lan"})

    assert "Nguyễn Thị Lan" in page.content.decode()


def test_operator_may_not_add_people(ground: Commune, client: Client) -> None:
    client.force_login(make_person("anh-tuan", roles.OPERATOR))

    client.post(reverse("wagtailusers_users:add"), FIELDS)

    assert not User.objects.filter(username="co-lan").exists()
