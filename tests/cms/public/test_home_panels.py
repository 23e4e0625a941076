"""The first page of who works here: today's air for who watches the station, problems for who operates it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from broadcast import heartbeats
from broadcast.models import Recording
from broadcast.states import AiringStatus
from cms import home_panels
from cms.backup.making import BACK_UP
from cms.push.models import Notice
from newsroom import roles, setup
from newsroom.models import User
from tests import factories
from tests.cms.public import commune
from tests.cms.public.commune import NOON

pytestmark = pytest.mark.database


def take(title: str) -> Recording:
    return commune.recording(commune.programme(commune.published(title)))


def test_todays_air_is_told_session_by_session_each_title_once(site: None) -> None:
    afternoon = commune.slot("Bản tin chiều")
    for minutes, title in enumerate(("Lịch tiêm chủng", "Cắt điện")):
        recording = take(title)
        for where in (commune.zone(), commune.zone("Thôn Đoài")):
            commune.airing(
                recording, at=NOON + timedelta(hours=4, minutes=minutes), where=where, slot=afternoon, on=NOON.date(),
                status=AiringStatus.PLANNED,
            )  # fmt: skip
    commune.airing(take("Hôm qua"), at=NOON - timedelta(days=1), slot=afternoon)
    commune.airing(take("Bỏ ra"), at=NOON + timedelta(hours=4), slot=afternoon, status=AiringStatus.DROPPED)

    [sitting] = home_panels.sittings(NOON)

    assert (sitting.name, sitting.titles) == ("Bản tin chiều", ("Lịch tiêm chủng", "Cắt điện"))
    assert not sitting.is_over
    assert home_panels.sittings(NOON + timedelta(hours=6))[0].is_over


def test_without_a_station_there_is_nothing_to_tell(db: None) -> None:
    assert home_panels.sittings(NOON) == []


def test_the_queries_do_not_grow_with_the_day(site: None) -> None:
    slot, counts = commune.slot(), []
    for number in range(3):
        commune.airing(take(f"Tin {number}"), slot=slot)
        with CaptureQueriesContext(connection) as queries:
            home_panels.sittings(NOON)
        counts.append(len(queries))

    assert counts[0] == counts[2]


@pytest.fixture
def people(site: None) -> dict[str, User]:
    """Return one person for each role."""
    setup.set_up_roles()
    return {role.code: factories.make_person(f"nguoi-{role.code}", role.code) for role in roles.ROLES}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (roles.CONTRIBUTOR, []),
        (roles.EDITOR, ["cms_today"]),
        (roles.LEADER, ["cms_today"]),
        (roles.OPERATOR, ["cms_problems", "cms_telephones", "cms_today"]),
        (roles.ADMINISTRATOR, ["cms_problems", "cms_telephones", "cms_today", "cms_machine"]),
    ],
)
def test_each_role_finds_its_own(people: dict[str, User], role: str, names: list[str]) -> None:
    assert [panel.name for panel in home_panels.panels_for(people[role])] == names


def test_the_operators_first_page_says_what_needs_him(client: Client, people: dict[str, User]) -> None:
    commune.zone()
    client.force_login(people[roles.OPERATOR])

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("broadcast:home") in page
    assert "lx-notice" in page  # no station program has ever run here


def test_the_administrators_first_page_tells_when_there_was_no_back_up(
    client: Client, people: dict[str, User]
) -> None:
    client.force_login(people[roles.ADMINISTRATOR])
    panel = home_panels.MachinePanel()

    assert panel.get_context_data()["back_up_is_old"]
    heartbeats.beat(BACK_UP, now=NOON - timedelta(hours=20))
    assert not panel.get_context_data()["back_up_is_old"]
    heartbeats.beat(BACK_UP, now=NOON - timedelta(days=3))
    assert panel.get_context_data()["back_up_is_old"]

    assert reverse("broadcast:machine") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_operators_first_page_tells_how_the_last_notice_went(people: dict[str, User]) -> None:
    assert home_panels.TelephonesPanel().get_context_data() == {"number": 0, "last": None, "phones": None}
    approval = commune.approve(commune.draft("Vỡ đê"))
    Notice.objects.create(approval=approval, kind="emergency", made_at=NOON, sent=7, failed=1, gone=1)

    told = home_panels.TelephonesPanel().get_context_data()

    assert told["last"].approval == approval
    assert (told["phones"].sent, told["phones"].waiting, told["phones"].failed) == (7, 0, 2)
