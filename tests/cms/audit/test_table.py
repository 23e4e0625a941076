"""The log as a file."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.models import SecurityEvent, User
from newsroom.security import events
from newsroom.security.events import Kind

EXPORT = reverse("audit:export")


def taken(client: Client, query: str = "") -> tuple[Any, list[list[str]]]:
    """Return the answer and the rows of the file."""
    answer: Any = client.post(f"{EXPORT}{query}")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return answer, list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def reader(client: Client, administrator: User) -> Client:
    """Return a browser in which the administrator is signed in, with an empty list of events."""
    client.force_login(administrator)
    SecurityEvent.objects.all().delete()
    return client


def test_the_file_is_for_a_spreadsheet_and_its_taking_is_a_line_of_the_log(
    reader: Client, administrator: User
) -> None:
    events.record(Kind.SIGN_IN_FAILED, subject=administrator)

    answer, rows = taken(reader, "?loai=sign_in")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(rows) == 2 and len(rows[0]) == len(rows[1]) == 9
    assert administrator.full_name in rows[1][5]
    event = SecurityEvent.objects.get(kind="audit_exported")
    assert event.actor_id == administrator.pk
    assert "loai=sign_in" in event.detail


def test_leaders_look_and_take_nothing_along(client: Client, leader: User) -> None:
    client.force_login(leader)

    assert EXPORT not in client.get(reverse("audit:log")).content.decode()
    assert client.post(EXPORT).status_code in (302, 403)
    assert not SecurityEvent.objects.filter(kind="audit_exported").exists()


def test_what_somebody_typed_is_no_formula(reader: Client) -> None:
    events.record(Kind.SIGN_IN_FAILED, detail='=HYPERLINK("http://evil.example")')

    _answer, rows = taken(reader, "?loai=sign_in")

    assert rows[1][6] == '\'=HYPERLINK("http://evil.example")'


def test_many_thousand_lines_come_in_pieces_and_none_is_missing(reader: Client) -> None:
    now = timezone.now()
    SecurityEvent.objects.bulk_create(
        SecurityEvent(at=now, kind=Kind.SIGNED_IN, detail=f"{number}") for number in range(2500)
    )

    answer: Any = reader.post(f"{EXPORT}?loai=sign_in")
    pieces = list(answer.streaming_content)

    rows = list(csv.reader(StringIO(b"".join(pieces).decode().removeprefix("\ufeff"))))
    assert len(pieces) > 5
    assert sorted(int(row[6]) for row in rows[1:]) == list(range(2500))
