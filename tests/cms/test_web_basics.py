"""What any web application owes its users: forged forms, unsafe methods, open folders, weak passwords, error pages."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from newsroom import workflow
from newsroom.models import Approval, User
from newsroom.people_forms import PersonCreationForm
from tests import factories
from tests.factories import Commune
from tests.newsroom.security.desk import PASSWORD, give_password, is_signed_in, sign_in


def test_a_form_sent_from_another_site_is_refused(ground: Commune, editor: User, leader: User) -> None:
    submission = factories.make_submission(ground, owner=editor)
    client = Client(enforce_csrf_checks=True)
    client.force_login(leader)

    answer = client.post(reverse("newsroom:approve", args=[submission.pk]))

    assert answer.status_code == 403
    assert not Approval.objects.exists()


def test_signing_in_by_a_form_of_another_site_is_refused(editor: User) -> None:
    give_password(editor)
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client, editor.username).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name",
    ["approve", "send_back", "withdraw", "person_end_all", "person_reset"],
)
def test_opening_an_address_changes_nothing(
    client: Client, ground: Commune, editor: User, superuser: User, name: str
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    client.force_login(superuser)
    argument = editor.pk if name.startswith("person") else submission.pk

    assert client.get(reverse(f"newsroom:{name}", args=[argument])).status_code == 405
    assert workflow.waiting_step(submission)


def test_signing_out_needs_a_form_and_leaves_nothing_in_the_browser(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("newsroom:security"))
    assert "no-store" in page.headers["Cache-Control"]
    client.get(reverse("wagtailadmin_logout"))
    assert is_signed_in(client)
    key = client.session.session_key

    answer = client.post(reverse("wagtailadmin_logout"))

    assert '"cache"' in answer.headers["Clear-Site-Data"]
    client.cookies["sessionid"] = str(key)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "address",
    [
        "/.git/HEAD",
        "/.git/config",
        "/static/../.git/HEAD",
        "/media/../pyproject.toml",
        "/var/keys/",
        "/media/",
    ],
)
def test_nothing_of_the_programs_own_folders_is_served(client: Client, ground: Commune, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("typed", [PASSWORD.upper(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD[:-1]])
def test_a_password_is_taken_exactly_as_it_was_set(client: Client, editor: User, typed: str) -> None:
    give_password(editor)

    sign_in(client, editor.username, typed)

    assert not is_signed_in(client)


def problems(password: str) -> Any:
    """Return what the form for a new person says of a password."""
    fields = {
        "username": "co-lan",
        "full_name": "Nguyễn Thị Lan",
        "password1": password,
        "password2": password,
    }
    return PersonCreationForm(fields).errors.get("password2") or PersonCreationForm(fields).errors.get(
        "password1"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["ngan-thoi", "1234567890", "password123", "nguyễn thị lan"])
def test_short_common_and_own_names_are_no_passwords(password: str) -> None:
    assert problems(password)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["toàn chữ thường có dấu", "aaaaabbbbbcccccddddd", "x" * 100])
def test_a_long_password_needs_no_signs_of_any_kind(password: str) -> None:
    assert not problems(password)


def test_debug_pages_are_off_unless_asked_for() -> None:
    assert django_settings.DEBUG is False


def test_wagtails_api_is_not_open(client: Client, ground: Commune) -> None:
    for address in ("/api/v2/pages/", "/api/v3/pages/", "/quan-tri/api/main/pages/"):
        assert client.get(address).status_code in (302, 403, 404)
