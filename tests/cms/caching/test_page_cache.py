"""A kept page is served while nothing has changed that the public reads, and not a moment longer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import brotli
import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from broadcast.models import Programme, Recording
from broadcast.states import AiringStatus
from cms.caching import middleware, watching
from newsroom import workflow
from newsroom.models import ArticlePage, CommuneSettings, Picture, Place, User
from tests import factories
from tests.cms.public import commune
from tests.cms.public.pictures import picture
from tests.factories import Commune

pytestmark = pytest.mark.django_db
PAGES = ["/", "/tin-tuc/", "/nghe-lai/", "/dang-phat/", "/tim-kiem/?q=Cầu"]


def settle(client: Client, address: str = "/") -> str:
    """Open a page until it is kept, and return it."""
    CommuneSettings.load()
    client.get(address)
    return client.get(address).content.decode()


def queries(client: Client, address: str) -> int:
    """Return what one look costs."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", PAGES)
def test_a_kept_page_costs_one_question(client: Client, site: None, address: str) -> None:
    commune.published("Cầu mới")
    settle(client, address)

    assert queries(client, address) == 1


def test_a_recalled_story_is_gone_from_every_kept_page_at_once(client: Client, site: None) -> None:
    story = commune.published("Cầu mới")
    take = commune.recording(commune.programme(story))
    commune.airing(take)
    addresses = [*PAGES, story.url]
    assert ["Cầu mới" in settle(client, address) for address in addresses] == [True] * 6

    commune.recall(story)

    assert "Cầu mới" not in "".join(client.get(address).content.decode() for address in addresses)
    assert client.get(story.url).status_code == 404


def test_a_recall_needs_nothing_of_the_shelf(
    client: Client, site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = commune.published("Cầu mới")
    settle(client, story.url)

    def broken(*_args: Any) -> None:
        raise OSError("the shelf is broken")

    for name in ("clear", "_forget"):
        monkeypatch.setattr(middleware.store, name, broken)
    monkeypatch.setattr(middleware.store, "keep", lambda *_: None)
    commune.recall(story)

    assert client.get(story.url).status_code == 404
    assert "Cầu mới" not in client.get("/").content.decode()


def test_the_newsrooms_own_steps_reach_the_kept_pages(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    settle(client)

    story, _first = factories.make_approved_story(ground, owner=editor, leader=leader, title="Lịch cấp điện")
    assert "Lịch cấp điện" in settle(client)
    assert "Lịch cấp điện" in settle(client, story.url)

    draft = ArticlePage.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = "Lịch cấp điện mới"
    draft.save_revision(user=editor)
    approval = workflow.approve(workflow.submit(ArticlePage.objects.get(pk=story.pk), editor), leader)
    assert "Lịch cấp điện mới" in client.get("/").content.decode()
    assert "Lịch cấp điện mới" in client.get(story.url).content.decode()

    assert approval is not None
    workflow.recall(approval, leader, reason="Sai ngày")
    assert "Lịch cấp điện" not in client.get("/").content.decode()
    assert client.get(story.url).status_code == 404


def test_an_editors_draft_leaves_the_kept_pages_where_they_are(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    settle(client)

    draft = ArticlePage.objects.get(pk=story.pk)
    draft.title = "Chưa ai duyệt"
    draft.save_revision(user=editor)
    factories.make_story(ground, owner=editor, title="Bản nháp")

    assert queries(client, "/") == 1
    assert "Chưa ai duyệt" not in client.get(story.url).content.decode()


def change_commune() -> None:
    CommuneSettings.objects.update(name="xã Xuân Hưng")


def change_hamlet() -> None:
    Place.objects.create(name="Đoài")


def change_section() -> None:
    commune.section("Thông báo", "thong-bao")


def change_picture() -> None:
    Picture.objects.update(description="Chú thích khác")


def change_slot() -> None:
    commune.slot()


def change_play() -> None:
    commune.airing(Recording.objects.get(), status=AiringStatus.RELEASED, at=commune.NOON)


def change_programme() -> None:
    Programme.objects.update(title="Tên khác")


def change_by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Gõ thẳng' WHERE title = 'Cầu mới'")


CHANGES = [
    change_commune,
    change_hamlet,
    change_section,
    change_picture,
    change_slot,
    change_play,
    change_programme,
    change_by_hand,
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_the_public_reads_is_counted(client: Client, site: None, change: Callable[[], None]) -> None:
    story = commune.published("Cầu mới", picture=picture("cau"))
    commune.recording(commune.programme(story))
    settle(client)
    before = middleware.changes()

    change()

    assert middleware.changes() != before
    assert queries(client, "/") > 1


@pytest.mark.parametrize("status", [AiringStatus.PLANNED, AiringStatus.MISSED])
def test_a_plan_that_nobody_hears_yet_is_not_counted(site: None, status: AiringStatus) -> None:
    take = commune.recording(commune.programme(commune.published("Cầu mới")))
    before = middleware.changes()

    commune.airing(take, status=status)

    assert middleware.changes() == before


def test_a_story_appears_at_its_first_valid_moment_and_an_alert_goes_at_its_last(
    client: Client, site: None
) -> None:
    soon = timedelta(minutes=3)
    commune.published("Từ ba phút nữa", valid_from=commune.NOON + soon)
    commune.published("[DIỄN TẬP] Sơ tán", drill=True, valid_until=commune.NOON + 2 * soon)
    assert "Từ ba phút nữa" not in settle(client)
    assert "alert--drill" in settle(client)

    with time_machine.travel(commune.NOON + soon, tick=False):
        assert "Từ ba phút nữa" in settle(client)
        assert "alert--drill" in settle(client)
    with time_machine.travel(commune.NOON + 2 * soon, tick=False):
        assert "alert--drill" not in settle(client)


def test_what_sounds_begins_and_ends_on_the_front_page(client: Client, site: None) -> None:
    take = commune.recording(commune.programme(commune.published("Cầu mới")))
    starts = commune.NOON + timedelta(seconds=90)
    commune.airing(take, at=starts, status=AiringStatus.RELEASED, duration_s=60)
    on_air = "air__now"

    def shows(seconds: float) -> bool:
        with time_machine.travel(starts + timedelta(seconds=seconds), tick=False):
            return on_air in settle(client)

    assert [shows(seconds) for seconds in (-90, -1, 0, 59, 60)] == [False, False, True, True, False]


def test_who_is_signed_in_gets_no_kept_page_and_leaves_none(
    client: Client, ground: Commune, superuser: User
) -> None:
    client.force_login(superuser)

    client.get("/")

    assert not middleware.store._kept
    assert "ETag" not in client.get("/").headers


def test_a_preview_is_never_kept(client: Client, ground: Commune, editor: User) -> None:
    story = factories.make_story(ground, owner=editor, title="Chưa duyệt")

    shown = story.make_preview_request()

    assert "Chưa duyệt" in shown.content.decode()
    assert not middleware.store._kept
    assert client.get(story.url).status_code == 404


@pytest.mark.parametrize("address", ["/khong-co/", "/?fbclid=abc", "/healthz", "/quan-tri/login/"])
def test_only_public_pages_with_known_questions_are_kept(client: Client, site: None, address: str) -> None:
    client.get(address)

    assert not middleware.store._kept


def test_a_page_is_kept_for_its_own_host_alone(client: Client, site: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    settle(client)

    for host in ("a.example", "b.example", "c.example"):
        client.get("/", headers={"host": host})

    hosts = {key[1] for key in middleware.store._kept}  # type: ignore[index]
    assert hosts == {"a.example", "b.example"}
    assert client.get("/", headers={"host": "c.example"}).status_code == 400


def test_a_browser_hears_that_nothing_has_changed(client: Client, site: None) -> None:
    settle(client)
    first = client.get("/")
    etag = first.headers["ETag"]

    again = client.get("/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]

    commune.published("Cầu mới")
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "packing"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None)],
)
def test_a_page_is_packed_as_the_browser_takes_it(
    client: Client, site: None, accepted: str, packing: str | None
) -> None:
    plain = settle(client)

    answer = client.get("/", headers={"accept-encoding": accepted})

    assert answer.headers.get("Content-Encoding") == packing
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    if packing == "br":
        assert brotli.decompress(answer.content).decode() == plain


def test_without_every_trigger_nothing_is_kept(client: Client, site: None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute('DROP TRIGGER "counts_newsroom_recall_insert"')
        else:
            cursor.execute('DROP TRIGGER "counts_newsroom_recall_insert" ON "newsroom_recall"')

    settle(client)

    assert not middleware.store._kept
    assert [each.id for each in watching.check_counting(["default"])] == ["cms.W001"]


def test_what_migrations_change_unseen_is_counted_afterwards(site: None) -> None:
    before = middleware.changes()

    watching.before_migrations(None, "default", plan=[object()])
    Place.objects.create(name="Đoài")
    assert middleware.changes() == before
    watching.after_migrations(None, "default")

    assert middleware.changes() != before
    assert watching.check_counting(["default"]) == []


def test_a_database_that_does_not_answer_gives_no_kept_page(
    client: Client, site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(client)
    made = []
    monkeypatch.setattr(middleware, "changes", lambda: None)
    monkeypatch.setattr(middleware.store, "get", lambda *_: made.append(1))

    assert client.get("/").status_code == 200
    assert made == []


def test_only_looking_is_answered_from_memory() -> None:
    assert middleware.may_be_kept(RequestFactory().get("/"))
    assert not middleware.may_be_kept(RequestFactory().post("/"))
