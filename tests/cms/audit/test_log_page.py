"""Nhật ký: who sees it, what stands in it, and how it is searched."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from broadcast.devices import enrolment
from broadcast.models import Device, Move
from broadcast.transitions import move
from cms.audit.folding import Fold, fold
from newsroom import workflow
from newsroom.models import CommuneSettings, SecurityEvent, User
from newsroom.security import events
from newsroom.security.events import Kind
from tests import factories
from tests.factories import Commune

LOG = reverse("audit:log")


def page(client: Client, **asked: str | int) -> str:
    """Return the log as somebody sees it."""
    answer = client.get(LOG, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def reader(client: Client, administrator: User) -> Client:
    """Return a browser in which the administrator is signed in, with an empty list of events."""
    client.force_login(administrator)
    SecurityEvent.objects.all().delete()
    return client


def lines(shown: str) -> int:
    """Return how many lines a page has."""
    return shown.count('<li class="log-line ')


def test_administrators_and_leaders_read_it_and_nobody_else(
    client: Client, administrator: User, leader: User, editor: User, operator: User
) -> None:
    answers = []
    for person in (administrator, leader, editor, operator):
        client.force_login(person)
        answers.append(client.get(LOG).status_code)

    assert answers[:2] == [200, 200]
    assert set(answers[2:]) <= {302, 403}


def test_strangers_are_led_to_the_sign_in_page(client: Client, ground: Commune) -> None:
    assert client.get(LOG).headers["Location"].startswith(reverse("wagtailadmin_login"))


def test_a_story_is_followed_from_submission_to_recall(
    reader: Client, ground: Commune, editor: User, leader: User
) -> None:
    first = factories.make_submission(ground, owner=editor, title="Bài bị trả lại")
    workflow.send_back(first, leader, reason="Thiếu giờ.")
    _story, approval = factories.make_approved_story(
        ground, owner=editor, leader=leader, title="Bài được duyệt"
    )
    workflow.recall(approval, leader, reason="Sai ngày họp.")

    shown = page(reader, loai="decision")

    assert lines(shown) == 5
    for words in (
        "Bài bị trả lại",
        "Thiếu giờ.",
        "Bài được duyệt",
        "Sai ngày họp.",
        leader.full_name,
        editor.full_name,
    ):
        assert words in shown


def test_devices_confirmed_and_revoked_are_told(reader: Client, administrator: User) -> None:
    device = Device.objects.create(kind="loudspeaker", name="Cụm loa Đông", public_key="k" * 44)
    move(device, "active", by=administrator.get_full_name())
    enrolment.revoke(device, person=administrator, reason="Hỏng mạch.", now=timezone.now())

    shown = page(reader, loai="station")

    assert lines(shown) == 2
    assert "Cụm loa Đông" in shown and "Hỏng mạch." in shown
    assert lines(page(reader, loai="station", tim="cum loa dong")) == 2


def test_what_the_plan_itself_moved_is_not_somebodys_doing(reader: Client) -> None:
    Move.objects.create(kind="airing", row_id="1", source="planned", target="dropped", by="x")
    Move.objects.create(kind="programme", row_id="1", source="received", target="recorded", by="")

    assert lines(page(reader, loai="station")) == 0


def test_changed_settings_are_told(reader: Client, administrator: User) -> None:
    administrator.is_superuser = True
    administrator.save()
    settings = CommuneSettings.load()
    address = reverse("wagtailsettings:edit", args=["newsroom", "communesettings", settings.pk])
    reader.post(
        address,
        {
            "name": "xã Mới",
            "province": "",
            "authority": "",
            "responsible_person": "",
            "address": "",
            "phone": "",
            "email": "",
            "colour": settings.colour,
        },
    )
    settings.refresh_from_db()
    assert settings.name == "xã Mới"

    shown = page(reader, loai="setting")

    assert lines(shown) == 1
    assert administrator.full_name in shown


def test_signing_in_is_found_by_person(reader: Client, administrator: User, editor: User) -> None:
    events.record(Kind.SIGNED_IN, actor=editor)
    events.record(Kind.SIGN_IN_FAILED, subject=editor)
    events.record(Kind.SIGNED_IN, actor=administrator)

    assert lines(page(reader, nguoi=editor.pk, loai="sign_in")) == 2


@pytest.mark.parametrize("typed", ["đỗ thu hằng", "Do Thu Hang", "DO THU HANG", "thu hằng"])
def test_text_is_found_without_case_and_marks(reader: Client, administrator: User, typed: str) -> None:
    events.record(Kind.SIGNED_IN, actor=administrator)
    events.record(Kind.SIGNED_IN, actor=User.objects.create_user("khac", full_name="Người Khác"))

    assert lines(page(reader, tim=typed, loai="sign_in")) == 1


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "\\", "a' OR '1'='1"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(reader: Client, typed: str) -> None:
    events.record(Kind.SIGN_IN_FAILED, detail="abc")

    assert lines(page(reader, tim=typed, loai="sign_in")) == 0


def test_days_are_the_communes_own(reader: Client) -> None:
    with time_machine.travel("2026-11-20T18:30:00+00:00", tick=False):
        events.record(Kind.SIGNED_IN, detail="01:30 ngày 21")

    assert lines(page(reader, loai="sign_in", tu="2026-11-21", den="2026-11-21")) == 1
    assert lines(page(reader, loai="sign_in", tu="2026-11-20", den="2026-11-20")) == 0


@pytest.mark.parametrize(
    "asked",
    [
        {"tu": "2026-13-45"},
        {"den": "0001-01-01"},
        {"nguoi": "0x1"},
        {"nguoi": "9" * 30},
        {"loai": "khong-co"},
        {"truoc": "~~"},
        {"truoc": "2026-11-21~1~1"},
        {"truoc": f"2026-11-21T00:00:00+00:00~1~{10**30}"},
    ],
)
def test_nonsense_in_the_address_is_left_out(reader: Client, asked: dict[str, str]) -> None:
    page(reader, **asked)


def test_going_back_page_by_page_shows_every_line_once(
    reader: Client, ground: Commune, editor: User, leader: User
) -> None:
    now = timezone.now()
    for number in range(120):
        with time_machine.travel(now - timedelta(minutes=number // 10), tick=False):
            events.record(Kind.SIGNED_IN, actor=editor, detail=f"dòng-{number:03d}.")
    factories.make_approved_story(ground, owner=editor, leader=leader)
    seen, address, pages = "", LOG, 0
    while address:
        answer = reader.get(address)
        seen += answer.content.decode()
        older = answer.context["older"]
        address, pages = (f"{LOG}?{older}" if older else ""), pages + 1

    assert pages >= 3
    assert [seen.count(f"dòng-{number:03d}.") for number in range(120)] == [1] * 120


def test_the_last_of_many_thousand_lines_costs_as_few_queries_as_the_first(reader: Client) -> None:
    now = timezone.now()
    SecurityEvent.objects.bulk_create(
        SecurityEvent(at=now - timedelta(minutes=number), kind=Kind.SIGNED_IN, actor_name="A")
        for number in range(3000)
    )
    old = SecurityEvent.objects.order_by("at")[60]
    costs = []
    for address in (LOG, f"{LOG}?truoc={old.at.isoformat().replace('+', '%2B')}~0~{old.pk}"):
        reader.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert lines(reader.get(address).content.decode()) == 50
        costs.append(len(queries))
        assert not [each for each in queries if "COUNT(" in each["sql"] or "OFFSET" in each["sql"]]

    assert costs[1] <= costs[0]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Đặng Thị Hoà ĐƯỜNG ướt", "e\u0301 Ặ ữ Ỵ", "ABC xyz 123 %_'"])
def test_the_database_folds_like_the_code(text: str) -> None:
    SecurityEvent.objects.create(at=timezone.now(), kind=Kind.SIGNED_IN, detail=text)

    assert SecurityEvent.objects.values_list(Fold("detail"), flat=True).get() == fold(text)


def test_folding_leaves_no_vietnamese_mark() -> None:
    assert fold("Đường Trần Hưng Đạo, Ấp Bắc, Mỹ Tho: ổn, ưỡn ẹo, Ý YẾN") == (
        "duong tran hung dao, ap bac, my tho: on, uon eo, y yen"
    )
