"""Accounts and roles: who may change what, the password is asked again, and every change is written down."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from newsroom import roles
from newsroom.models import SecurityEvent, User
from tests.factories import Commune
from tests.newsroom.security.desk import PASSWORD, give_password

LEADERS = roles.BY_CODE[roles.LEADER].group


@pytest.fixture
def boss(administrator: User, editor: User, superuser: User, client: Client) -> Client:
    """Return a browser in which an administrator has just signed in, with nothing written down."""
    client.force_login(give_password(administrator))
    SecurityEvent.objects.all().delete()
    return client


def fields(person: User, **more: object) -> dict[str, object]:
    """Return what the form of a person sends."""
    return {
        "username": person.username,
        "full_name": person.full_name,
        "title": "",
        "office": "",
        "phone": "",
        "email": "",
        "password1": "",
        "password2": "",
        "is_active": "on",
        "groups": [group.pk for group in person.groups.all()],
        **more,
    }


def change(client: Client, person: User, **more: object) -> None:
    """Send the form of a person."""
    client.post(reverse("wagtailusers_users:edit", args=[person.pk]), fields(person, **more))


def test_a_role_that_is_given_is_written_down_with_who_gave_it(
    boss: Client, editor: User, administrator: User
) -> None:
    leaders = Group.objects.get(name=LEADERS)

    change(boss, editor, groups=[leaders.pk])

    given, taken = SecurityEvent.objects.filter(kind="roles_changed").order_by("-detail")
    assert {given.actor_id, taken.actor_id} == {administrator.pk}
    assert {given.subject_id, taken.subject_id} == {editor.pk}
    assert any(LEADERS in event.detail for event in (given, taken))


def test_a_role_given_from_a_shell_is_written_down_too(editor: User) -> None:
    SecurityEvent.objects.all().delete()

    editor.groups.add(Group.objects.get(name=LEADERS))

    event = SecurityEvent.objects.get()
    assert (event.kind, event.actor_id, event.subject_id) == ("roles_changed", None, editor.pk)


def test_closing_and_opening_an_account_is_written_down(boss: Client, editor: User) -> None:
    change(boss, editor, is_active="")
    change(boss, editor)

    kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["account_closed", "account_opened"]


def test_a_password_set_by_the_administrator_is_written_down_as_such(
    boss: Client, editor: User, administrator: User
) -> None:
    change(boss, editor, password1="mat-khau-moi-dai", password2="mat-khau-moi-dai")

    event = SecurityEvent.objects.get(kind="password_changed")
    assert (event.actor_id, event.subject_id) == (administrator.pk, editor.pk)


def test_saving_a_person_without_changing_anything_writes_nothing(boss: Client, editor: User) -> None:
    change(boss, editor)

    assert not SecurityEvent.objects.exists()


def test_a_stronger_way_of_hashing_is_no_new_password(
    client: Client, editor: User, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    give_password(editor)
    settings.PASSWORD_HASHERS = list(reversed(settings.PASSWORD_HASHERS))
    SecurityEvent.objects.all().delete()

    editor.check_password(PASSWORD)

    assert not SecurityEvent.objects.exists()
    editor.refresh_from_db()
    assert editor.password.startswith("pbkdf2_sha256$")


def test_an_administrator_cannot_give_every_right(boss: Client, editor: User) -> None:
    change(boss, editor, is_superuser="on")

    editor.refresh_from_db()
    assert not editor.is_superuser


def test_nor_make_an_account_that_has_it(boss: Client, ground: Commune) -> None:
    boss.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "moi",
            "full_name": "Người Mới",
            "password1": "mat-khau-moi-dai",
            "password2": "mat-khau-moi-dai",
            "is_superuser": "on",
        },
    )

    assert User.objects.get(username="moi").is_superuser is False


def test_an_administrator_does_not_change_who_has_every_right(boss: Client, superuser: User) -> None:
    change(boss, superuser, password1="mat-khau-moi-dai", password2="mat-khau-moi-dai")

    superuser.refresh_from_db()
    assert not superuser.check_password("mat-khau-moi-dai")


def test_nobody_gives_themselves_a_role(boss: Client, administrator: User) -> None:
    leaders = Group.objects.get(name=LEADERS)

    change(boss, administrator, groups=[leaders.pk])

    assert roles.LEADER not in User.objects.get(pk=administrator.pk).role_codes


def test_nor_by_changing_many_at_once(boss: Client, administrator: User) -> None:
    leaders = Group.objects.get(name=LEADERS)
    address = reverse("wagtail_bulk_action", args=["newsroom", "user", "assign_role"])

    boss.post(f"{address}?id={administrator.pk}", {"role": leaders.pk})

    assert roles.LEADER not in User.objects.get(pk=administrator.pk).role_codes


def test_after_a_quarter_of_an_hour_the_password_is_asked_again(boss: Client, editor: User) -> None:
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        asked = boss.get(address)
        assert asked.headers["Location"].startswith(reverse("newsroom:password"))

        wrong = boss.post(asked.headers["Location"], {"password": "sai", "next": address})
        assert wrong.status_code == 422
        right = boss.post(asked.headers["Location"], {"password": PASSWORD, "next": address})
        assert right.headers["Location"] == address
        assert boss.get(address).status_code == 200

    assert SecurityEvent.objects.filter(kind="password_asked").count() == 1


def test_who_fills_a_form_slowly_loses_nothing(boss: Client, editor: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=40), tick=False):
        change(boss, editor, office="Văn phòng")

    editor.refresh_from_db()
    assert editor.office == "Văn phòng"


def test_the_question_leads_to_no_other_site(boss: Client) -> None:
    answer = boss.post(reverse("newsroom:password"), {"password": PASSWORD, "next": "https://evil.example/"})

    assert answer.headers["Location"] == reverse("newsroom:security")


def test_the_password_cannot_be_guessed_there_either(boss: Client) -> None:
    for _guess in range(5):
        boss.post(reverse("newsroom:password"), {"password": "sai"})

    assert boss.post(reverse("newsroom:password"), {"password": PASSWORD}).status_code == 429
