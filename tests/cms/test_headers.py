"""What browsers are told, and that our pages keep to it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.models import User
from tests.architecture import sources
from tests.factories import Commune
from tests.newsroom.security.desk import give_password, sign_in

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
LETTER = "templates/public/issue_mail.html"


def policy(client: Client, address: str) -> dict[str, str]:
    """Return the content security policy of a page, part by part."""
    header = client.get(address).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_no_template_of_ours_holds_a_style_or_a_script() -> None:
    found = [path for path, source in sources.templates() if INLINE.search(source)]

    assert found == [LETTER], (
        "mail programs read no style sheets; it is handed out as a file, and is no page of ours"
    )


@pytest.mark.parametrize(
    "breach",
    ["<p style='x'>", "<style>", "<script>alert()</script>", '<a onclick="x">', '<a href="javascript:x">'],
)
def test_a_style_or_script_in_a_page_is_seen(breach: str) -> None:
    assert INLINE.search(breach)


@pytest.mark.parametrize("address", ["/", "/khong-co/", reverse("sign_in:password")])
def test_pages_open_to_everybody_allow_nothing_inline(client: Client, ground: Commune, address: str) -> None:
    told = policy(client, address)

    assert told["default-src"] == "'none'"
    assert told["script-src"] == told["style-src"] == "'self'"
    assert told["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("name", ["newsroom:security", "newsroom:waiting", "audit:log", "broadcast:home"])
def test_our_own_screens_allow_nothing_inline(client: Client, superuser: User, name: str) -> None:
    client.force_login(superuser)

    assert "unsafe" not in client.get(reverse(name)).headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailusers_users:index", "sign_in:account"])
def test_wagtails_pages_get_inline_scripts_but_nothing_from_elsewhere(
    client: Client, superuser: User, name: str
) -> None:
    client.force_login(superuser)

    told = policy(client, reverse(name))

    assert told["script-src"] == "'self' 'unsafe-inline'"
    assert told["object-src"] == told["base-uri"] == "'none'"
    assert not [value for value in told.values() if "http" in value or "*" in value]


def test_the_other_headers_are_there(client: Client, ground: Commune) -> None:
    headers = client.get("/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "microphone=(self)" in headers["Permissions-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("address", ["/", "/healthz", "/api/device/v1/manifest"])
def test_the_public_and_the_devices_pay_nothing_for_sign_in(
    client: Client, ground: Commune, address: str
) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    tables = ("django_session", "guesses", "otp_", "securityevent", "signedinsession", "newsroom_user")
    assert not [each["sql"] for each in queries if any(table in each["sql"] for table in tables)]


def test_a_device_with_a_stolen_session_cookie_costs_no_look_either(client: Client, editor: User) -> None:
    give_password(editor)
    sign_in(client, editor.username)
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/device/v1/manifest")

    assert not [each["sql"] for each in queries if "django_session" in each["sql"]]
