"""The sign-in form: limits, no hints, and what is written down."""

from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from newsroom.models import SecurityEvent, User
from tests.newsroom.security.desk import AGENT, PASSWORD, give_password, is_signed_in, kinds, sign_in


@pytest.fixture
def person(editor: User) -> User:
    """Return an editor with a password, and nothing written down yet."""
    give_password(editor)
    SecurityEvent.objects.all().delete()
    return editor


def test_signing_in_and_out_is_written_down_with_device_and_address(client: Client, person: User) -> None:
    sign_in(client, person.username, HTTP_USER_AGENT=AGENT, REMOTE_ADDR="203.0.113.7")
    client.post(reverse("wagtailadmin_logout"))

    first, last = SecurityEvent.objects.order_by("pk")
    assert (first.kind, last.kind) == ("signed_in", "signed_out")
    assert first.actor_id == person.pk
    assert first.address == "203.0.113.7"
    assert "Android" in first.device


def test_a_wrong_password_is_written_down_with_whose_it_was(client: Client, person: User) -> None:
    answer = sign_in(client, person.username, "sai-mat-khau")

    event = SecurityEvent.objects.get()
    assert answer.status_code == 200
    assert (event.kind, event.subject_id, event.actor_id) == ("sign_in_failed", person.pk, None)
    assert not is_signed_in(client)


def test_what_was_typed_as_an_unknown_name_is_not_kept(client: Client, person: User) -> None:
    sign_in(client, "mat-khau-go-nham-o", "x")

    event = SecurityEvent.objects.get()
    assert "mat-khau-go-nham-o" not in " ".join([event.actor_name, event.subject_name, event.detail])


def shown(client: Client, username: str) -> str:
    """Return the page after a wrong password, without the parts that name the user or the form."""
    page = sign_in(client, username, "sai").content.decode()
    lines = page.replace(username, "").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.lower())


def test_known_unknown_and_closed_accounts_are_answered_alike(
    client: Client, person: User, author: User
) -> None:
    give_password(author)
    author.is_active = False
    author.save()

    known, unknown, closed = (shown(client, name) for name in (person.username, "khong-ai", author.username))

    assert known == unknown == closed


def test_a_closed_account_with_the_right_password_is_told_the_same(client: Client, person: User) -> None:
    wrong = shown(client, person.username)
    person.is_active = False
    person.save()

    page = sign_in(client, person.username, PASSWORD).content.decode().replace(person.username, "")
    right = "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())

    assert right == wrong


def test_an_unknown_name_costs_one_hashing_like_a_known_one(client: Client, person: User) -> None:
    costs = []
    for name in (person.username, "khong-ai"):
        hasher = type(get_hasher())
        with patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
            sign_in(client, name, "sai")
        costs.append(encode.call_count)

    assert costs == [1, 1]


def test_after_five_wrong_ones_even_the_right_password_waits_and_the_page_says_how_long(
    client: Client, person: User
) -> None:
    for _guess in range(5):
        sign_in(client, person.username, "sai")
    answer = sign_in(client, person.username)

    assert answer.status_code == 429
    page = answer.content.decode()
    assert f'value="{person.username}"' in page
    assert not is_signed_in(client)
    assert kinds()[-1] == "sign_in_locked"


def test_the_lock_says_nothing_of_whether_the_name_exists(client: Client, person: User) -> None:
    for _guess in range(5):
        sign_in(client, "khong-ai", "sai")

    assert sign_in(client, "khong-ai", "sai").status_code == 429


def test_writing_another_address_into_the_request_does_not_help(
    client: Client, person: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        sign_in(client, person.username, "sai", HTTP_X_FORWARDED_FOR=f"6.6.6.{number}, 203.0.113.7")

    answer = sign_in(client, person.username, HTTP_X_FORWARDED_FOR="6.6.6.99, 203.0.113.7")

    assert answer.status_code == 429


def test_a_new_password_from_the_administrator_opens_the_lock(client: Client, person: User) -> None:
    for _guess in range(5):
        sign_in(client, person.username, "sai")
    give_password(person, "mat-khau-moi-dai")

    sign_in(client, person.username, "mat-khau-moi-dai")

    assert is_signed_in(client)


def test_the_session_gets_a_new_key_at_sign_in(client: Client, person: User) -> None:
    client.get(reverse("wagtailadmin_login"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key

    sign_in(client, person.username)

    assert client.session.session_key != before


def test_after_signing_in_nobody_is_led_to_another_site(client: Client, person: User) -> None:
    answer = sign_in(client, person.username, fields={"next": "https://evil.example/"})

    assert answer.headers["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize(("remember", "in_browser_only"), [("on", False), ("", True)])
def test_only_a_remembered_device_keeps_its_cookie(
    client: Client, person: User, remember: str, in_browser_only: bool
) -> None:
    fields = {"remember": remember} if remember else {}
    cookie = sign_in(client, person.username, fields=fields).cookies["sessionid"]

    assert (cookie["max-age"] == "") is in_browser_only
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
