import csv
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from broadcast import erasing, playout, release, searching, stopping
from broadcast.models import Airing, AirWords, Programme
from broadcast.searching import Wish
from broadcast.states import AiringStatus
from tests.broadcast.boxes import box_in, receipt, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
EVENING = timedelta(hours=10)


def heard(commune: Commune, now: datetime, **fields: object) -> Programme:
    """Let the first zone hear a programme, and nobody in the second."""
    programme = commune.booked(now=now, **fields)
    release.release(commune.station, now=now)
    first = Airing.objects.get(booking__programme=programme, zone=commune.zones[0])
    box = box_in(commune, commune.zones[0], now=now)
    playout.take_receipts(row_of(box), [receipt(first)])
    playout.settle(now + EVENING)
    return programme


def found(commune: Commune, now: datetime, **wish: object) -> list[str]:
    searching.keep_up()
    asked = Wish(**wish)  # type: ignore[arg-type]
    return [hit.airing.title for hit in searching.all_hits(commune.station, asked, now=now + EVENING)]


def test_words_are_found_without_regard_to_case_and_marks_by_their_beginnings(
    commune: Commune, now: datetime
) -> None:
    heard(commune, now, title="Cắt điện thôn Đồng Hồ", summary="Không có điện để thay dây.")
    typed = ["cắt điện", "cat dien", "CẮT ĐIỆN", "dong ho dien", "Đồng Hồ", "dien c", "khong", "thay day"]

    assert {words: len(found(commune, now, typed=words)) for words in typed} == dict.fromkeys(typed, 1)
    assert [found(commune, now, typed=words) for words in ("ien", "nước", "cắt nước", "d_en")] == [[]] * 4


def test_what_sounded_in_several_zones_is_one_hit_that_says_how_many_heard_it(
    commune: Commune, now: datetime
) -> None:
    programme = heard(commune, now)
    (hit,) = searching.all_hits(commune.station, Wish(), now=now + EVENING)

    assert hit.zones == [zone.name for zone in commune.zones]
    assert (hit.heard_in, hit.outcome, hit.kind) == (1, "some", "bulletin")
    assert hit.recording == programme.recordings.get()


def test_the_search_narrows_by_day_zone_kind_and_outcome(commune: Commune, now: datetime) -> None:
    heard(commune, now, title="Tin")
    today, zones = now.date(), [zone.pk for zone in commune.zones]

    assert found(commune, now, first=today, last=today, kind="bulletin") == ["Tin"]
    assert found(commune, now, first=today + timedelta(days=1)) == []
    assert found(commune, now, last=today - timedelta(days=1)) == []
    assert [found(commune, now, zone_id=zone, outcome="heard") for zone in zones] == [["Tin"], []]
    assert [found(commune, now, zone_id=zone, outcome="missed") for zone in zones] == [[], ["Tin"]]
    assert found(commune, now, kind="emergency") == found(commune, now, kind="music") == []


def test_what_was_stopped_can_be_asked_for(commune: Commune, now: datetime) -> None:
    programme = heard(commune, now, title="Tin")
    airing = Airing.objects.filter(booking__programme=programme).earliest("starts_at")
    Airing.objects.update(status=AiringStatus.RELEASED)

    before = found(commune, now, outcome="stopped")
    stopping.stop(airing, zone_ids=[airing.zone_id], why="thử", person=commune.operator, now=airing.starts_at)

    assert (before, found(commune, now, outcome="stopped")) == ([], ["Tin"])


def test_what_is_still_to_come_and_what_was_taken_out_was_never_broadcast(
    commune: Commune, now: datetime
) -> None:
    commune.booked(now=now)
    release.release(commune.station, now=now)

    ahead = list(searching.all_hits(commune.station, Wish(), now=now))
    Airing.objects.update(status=AiringStatus.DROPPED)

    assert (ahead, found(commune, now)) == ([], [])


def test_a_hit_leads_to_the_programme_the_slip_and_the_sound(
    commune: Commune, operator: Client, now: datetime
) -> None:
    programme = heard(commune, now, title="Tiêm chủng", summary="Đưa trẻ đi tiêm chủng đúng giờ.")
    take = programme.recordings.get()

    with time_machine.travel(now + EVENING, tick=False):
        page = operator.get(reverse("broadcast:search"), {"q": "dua tre"}).content.decode()
    slip = operator.get(reverse("broadcast:slip", args=[programme.approval_id]))

    assert reverse("broadcast:programme", args=[programme.pk]) in page
    assert reverse("broadcast:recording_sound", args=[take.pk]) in page
    assert reverse("broadcast:slip", args=[programme.approval_id]) in page
    assert "<mark>Đưa</mark> trẻ" in page
    assert slip.headers["Content-Type"] == "application/pdf"
    assert slip.content.startswith(b"%PDF")


def test_everything_found_goes_into_a_table(commune: Commune, operator: Client, now: datetime) -> None:
    programme = heard(commune, now, title="=Tin lạ")

    with time_machine.travel(now + EVENING, tick=False):
        answer = operator.get(reverse("broadcast:search"), {"dinh-dang": "csv", "q": "tin la"})

    rows = list(csv.reader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert programme.approval is not None
    assert len(rows) == 2
    assert rows[1][0] == "25/11/2026"
    assert rows[1][2] == "'=Tin lạ"
    assert rows[1][-2:] == ["1/2", str(programme.approval.entry_id)]


def test_odd_questions_are_answered(operator: Client) -> None:
    asked = ["tu=2026-99-99", "den=x", "khu-vuc=99999999999999", "loai=x&trang=zz", "q=%00"]
    pages = [operator.get(reverse("broadcast:search") + f"?{each}") for each in asked]

    assert {page.status_code for page in pages} == {200}


def test_strangers_find_nothing(stranger: Client) -> None:
    assert stranger.get(reverse("broadcast:search")).status_code == 403
    assert stranger.get(reverse("broadcast:slip", args=[1])).status_code == 403


def test_erased_words_are_found_no_more(commune: Commune, now: datetime) -> None:
    programme = heard(commune, now, title="Chuyện riêng")
    before = found(commune, now, typed="chuyen rieng")

    erasing.erase([programme.submission_id])

    assert (before, found(commune, now, typed="chuyen rieng")) == (["Chuyện riêng"], [])
    assert AirWords.objects.get().words.strip() == ""


def test_a_page_costs_the_same_however_much_was_found(
    commune: Commune, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    heard(commune, now, title="Tin một")
    searching.keep_up()
    wish = Wish(typed="tin", first=date(2026, 1, 1))

    def cost() -> int:
        with django_assert_num_queries(4) as counted:
            rows = list(searching.plays(commune.station, wish, now=now + EVENING))
            searching.hits(commune.station, wish, rows, now=now + EVENING)
        return len(counted)

    before = cost()
    heard(commune, now, title="Tin hai")
    searching.keep_up()

    assert cost() == before
