"""Sessions: listed, ended, too old, ended by a new password or a closed account."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.models import SecurityEvent, SignedInSession, User
from tests.newsroom.security.desk import AGENT, PASSWORD, give_password, is_signed_in, sign_in

OWN = reverse("newsroom:security")


@pytest.fixture
def person(editor: User) -> User:
    """Return an editor with a password."""
    return give_password(editor)


def browser(person: User, **more: Any) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client(**more)
    sign_in(client, person.username)
    return client


def test_a_person_sees_where_they_are_signed_in(person: User) -> None:
    desk, _phone = browser(person), browser(person, HTTP_USER_AGENT=AGENT, REMOTE_ADDR="203.0.113.7")

    page = desk.get(OWN).content.decode()

    assert "Android" in page and "203.0.113.7" in page
    assert page.count('name="session"') == 2


def test_the_page_holds_no_key_that_opens_a_session(person: User) -> None:
    desk, phone = browser(person), browser(person)

    page = desk.get(OWN).content.decode()

    for client in (desk, phone):
        assert str(client.session.session_key) not in page


def test_one_session_is_ended_and_the_other_goes_on(person: User) -> None:
    desk, phone = browser(person), browser(person)
    lost = SignedInSession.objects.get(pk=phone.session.session_key)

    desk.post(reverse("newsroom:end_session"), {"session": lost.handle})

    assert not is_signed_in(phone)
    assert is_signed_in(desk)
    assert SecurityEvent.objects.filter(kind="session_ended", actor_id=person.pk).exists()


def test_nobody_ends_another_persons_session(person: User, reviewer: User) -> None:
    mine, theirs = browser(person), browser(give_password(reviewer))
    handle = SignedInSession.objects.get(pk=theirs.session.session_key).handle

    mine.post(reverse("newsroom:end_session"), {"session": handle})

    assert is_signed_in(theirs)


def test_all_others_are_ended_at_once(person: User) -> None:
    desk, phone, tablet = browser(person), browser(person), browser(person)

    desk.post(reverse("newsroom:end_others"))

    assert [is_signed_in(each) for each in (desk, phone, tablet)] == [True, False, False]


def change_password(client: Client, old: str, new: str = "mat-khau-moi-dai") -> Any:
    """Send the account page with a new password."""
    passwords = {"old_password": old, "new_password1": new, "new_password2": new}
    look = {"theme": "system", "contrast": "system", "density": "default", "keyboard_shortcuts": "on"}
    fields = {f"password-{name}": value for name, value in passwords.items()}
    return client.post(
        reverse("wagtailadmin_account"), fields | {f"theme-{name}": value for name, value in look.items()}
    )


def test_a_new_password_ends_all_other_sessions_and_keeps_this_one(person: User) -> None:
    desk, phone = browser(person), browser(person)
    assert change_password(desk, PASSWORD).status_code == 302

    assert is_signed_in(desk)
    assert not is_signed_in(phone)
    assert not SignedInSession.objects.filter(user=person).exclude(pk=desk.session.session_key).exists()
    assert SecurityEvent.objects.filter(kind="password_changed", actor_id=person.pk, subject_id=None).exists()


def test_a_closed_account_is_signed_out_at_once(person: User) -> None:
    desk = browser(person)

    person.is_active = False
    person.save()

    assert not is_signed_in(desk)
    assert not Session.objects.filter(pk=desk.session.session_key, signed_in__user=person).exists()


def test_an_administrator_signs_somebody_out_everywhere(person: User, administrator: User) -> None:
    desk, boss = browser(person), browser(give_password(administrator))
    page = boss.get(reverse("newsroom:person_security", args=[person.pk])).content.decode()
    assert "127.0.0.1" in page

    boss.post(reverse("newsroom:person_end_all", args=[person.pk]))

    assert not is_signed_in(desk)
    event = SecurityEvent.objects.get(kind="session_ended")
    assert (event.actor_id, event.subject_id) == (administrator.pk, person.pk)


@pytest.mark.parametrize("name", ["everybody_security", "person_security"])
def test_only_administrators_look_at_other_peoples_sessions(person: User, leader: User, name: str) -> None:
    desk = browser(give_password(leader))
    arguments = [person.pk] if name == "person_security" else []

    assert desk.get(reverse(f"newsroom:{name}", args=arguments)).status_code in (302, 403)


@pytest.mark.parametrize(("remember", "hours"), [("", 13), ("on", 15 * 24)])
def test_a_session_does_not_last_for_ever(person: User, remember: str, hours: int) -> None:
    desk = Client()
    sign_in(desk, person.username, fields={"remember": remember} if remember else {})
    assert is_signed_in(desk)

    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert not is_signed_in(desk)


def test_a_remembered_phone_is_still_signed_in_after_ten_days(person: User) -> None:
    phone = Client()
    sign_in(phone, person.username, fields={"remember": "on"})

    with time_machine.travel(timezone.now() + timedelta(days=10), tick=False):
        assert is_signed_in(phone)


def test_last_seen_is_written_now_and_then_and_not_with_every_page(person: User) -> None:
    desk = browser(person)
    desk.get(OWN)

    with CaptureQueriesContext(connection) as queries:
        desk.get(OWN)

    assert not [each for each in queries if each["sql"].startswith(("UPDATE", "INSERT"))]


def test_the_list_of_everybody_costs_no_more_for_many(administrator: User, person: User) -> None:
    boss = browser(give_password(administrator))
    address = reverse("newsroom:everybody_security")
    boss.get(address)
    with CaptureQueriesContext(connection) as few:
        boss.get(address)
    for number in range(10):
        browser(give_password(User.objects.create_user(f"nguoi-{number}", full_name=f"Người {number}")))

    with CaptureQueriesContext(connection) as many:
        boss.get(address)

    assert len(many) <= len(few)


def test_the_old_password_cannot_be_guessed_at_an_open_desk(person: User) -> None:
    desk = browser(person)
    for _guess in range(5):
        change_password(desk, "sai")

    assert change_password(desk, PASSWORD).status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
