"""Telephones hear of what was released for their hamlets, of its recall, and of nothing else."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from cms.push import emergencies, sending, tasks
from cms.push.models import Delivery, Notice, Telephone
from newsroom import drills, emergency, ready, workflow
from newsroom.models import BulletinPage, Submission, User
from tests import factories
from tests.cms.push.conftest import TEXT, TITLE, release, take_in
from tests.factories import Commune
from tests.servers.push_service import Browser, Service

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def browser(ground: Commune, service: Service) -> Browser:
    """Return a browser that asked for the whole commune."""
    browser = service.browser("ca-xa")
    take_in(browser)
    return browser


def run(at: datetime | None = None) -> None:
    """Do what a worker does every minute."""
    now = at or timezone.now()
    emergencies.note_down(now)
    sending.deliver(clock=lambda: now, within=MINUTE)


def test_an_emergency_is_on_the_telephone_in_its_own_words(
    service: Service, browser: Browser, leader: User
) -> None:
    approval = release(leader)

    run()

    (told,) = service.words_for(browser)
    story = BulletinPage.objects.get()
    assert TITLE in told["title"]
    assert told["title"] != TITLE  # it says what it is
    assert told["body"] == " ".join(TEXT.splitlines())
    assert told["url"].endswith(f"/{story.slug}/")
    assert told["tag"] == f"khan-cap-{story.pk}"
    notice = Notice.objects.get()
    assert (notice.approval, notice.sent, notice.failed) == (approval, 1, 0)


def test_it_goes_to_the_hamlets_it_is_for(ground: Commune, service: Service, leader: User) -> None:
    east, west = ground.places
    browsers = {name: service.browser(name) for name in ("dong", "doai", "ca-hai", "ca-xa")}
    take_in(browsers["dong"], east)
    take_in(browsers["doai"], west)
    take_in(browsers["ca-hai"], east, west)
    take_in(browsers["ca-xa"])

    release(leader, east)
    run()

    told = [name for name, browser in browsers.items() if service.words_for(browser)]
    assert told == ["dong", "ca-hai", "ca-xa"]


def test_what_is_for_the_whole_commune_goes_to_every_hamlet(
    ground: Commune, service: Service, leader: User
) -> None:
    browser = service.browser("dong")
    take_in(browser, ground.places[0])

    release(leader)
    run()

    assert len(service.words_for(browser)) == 1


def test_it_is_told_once(service: Service, browser: Browser, leader: User) -> None:
    release(leader)

    run()
    run()
    run(timezone.now() + 2 * MINUTE)

    assert len(service.arrived) == 1


def test_a_telephone_that_comes_later_is_not_told_of_the_past(
    ground: Commune, service: Service, leader: User
) -> None:
    release(leader)
    run()
    take_in(service.browser("sau"))

    run()

    assert not service.arrived


def test_nothing_that_is_no_emergency_ever_leaves(
    ground: Commune, service: Service, browser: Browser, editor: User, leader: User
) -> None:
    factories.make_story(ground, owner=editor, title="Bản nháp")
    factories.make_submission(ground, title="Đang chờ", priority="urgent")
    approved = factories.make_submission(ground, title="Tin thường", priority="urgent")
    workflow.approve(approved, leader)
    call = emergency.Call(event="flood", title=TITLE, text=TEXT, reason="", on_site=True)
    emergency.prepare_drill(
        emergency.Call(**{**vars(call), "reason": "Diễn tập"}), editor, now=timezone.now()
    )

    run()
    run(timezone.now() + MINUTE)

    assert not service.arrived
    assert not Notice.objects.exists()


def test_what_is_for_the_air_alone_is_on_no_telephone(
    service: Service, browser: Browser, leader: User
) -> None:
    call = emergency.Call(event="flood", title=TITLE, text=TEXT, reason="Gấp", on_site=False)
    emergency.release(call, leader, now=timezone.now())

    run()

    assert not service.arrived


def test_what_is_over_is_told_no_more(service: Service, browser: Browser, leader: User) -> None:
    release(leader)

    run(timezone.now() + timedelta(hours=13))

    assert not service.arrived


def test_a_drill_is_told_and_says_so(
    ground: Commune, service: Service, browser: Browser, editor: User, leader: User
) -> None:
    call = emergency.Call(event="flood", title=TITLE, text=TEXT, reason="Diễn tập quý IV")
    submission = emergency.prepare_drill(call, editor, now=timezone.now())
    workflow.approve(submission, leader)

    run()

    (told,) = service.words_for(browser)
    assert told["title"].startswith(drills.MARK)
    assert told["body"].startswith(drills.SENTENCE)
    assert "EMERGENCY" not in told["title"]
    assert "KHẨN CẤP" not in told["title"].upper()


def test_a_recall_takes_the_place_of_what_was_told(service: Service, browser: Browser, leader: User) -> None:
    approval = release(leader)
    run()

    workflow.recall(approval, leader, reason="Nhầm thôn")
    run()
    run(timezone.now() + MINUTE)

    first, second = service.words_for(browser)
    assert second["tag"] == first["tag"]
    assert (TITLE in second["title"], "Nước" in second["body"]) == (True, False)
    topics = {each.headers["topic"] for each in service.arrived}
    assert len(topics) == 1  # a telephone that was off gets the recall alone


def test_what_is_recalled_before_it_left_never_leaves(
    service: Service, browser: Browser, leader: User
) -> None:
    approval = release(leader)
    emergencies.note_down(timezone.now())

    workflow.recall(approval, leader, reason="Nhầm")
    sending.deliver(clock=timezone.now, within=MINUTE)  # a worker that had noted it down
    run()

    assert not service.arrived
    assert not Delivery.objects.filter(next_at__isnull=False).exists()


def test_a_telephone_that_was_not_told_hears_of_no_recall(
    ground: Commune, service: Service, leader: User
) -> None:
    here, there = service.browser("dong"), service.browser("doai")
    take_in(here, ground.places[0])
    take_in(there, ground.places[1])
    approval = release(leader, ground.places[0])
    run()

    workflow.recall(approval, leader, reason="Nhầm")
    run()

    assert (len(service.words_for(here)), len(service.words_for(there))) == (2, 0)


def test_an_answer_that_was_lost_may_have_been_a_notice(
    service: Service, browser: Browser, leader: User
) -> None:
    service.then(browser, 500)
    approval = release(leader)
    run()

    workflow.recall(approval, leader, reason="Nhầm")
    run()
    run(timezone.now() + 10 * MINUTE)

    (told,) = service.words_for(browser)
    assert told["body"] != " ".join(TEXT.splitlines())


def test_long_words_end_after_a_word_and_every_service_takes_them(
    service: Service, browser: Browser, leader: User
) -> None:
    release(leader, text="Bà con chú ý nước lên rất nhanh. " * 200)

    run()

    (told,) = service.words_for(browser)
    assert len(told["body"]) <= 300
    assert told["body"].endswith("…")
    assert len(service.arrived[0].body) < 4096


def test_releasing_and_recalling_wake_a_worker_at_once(ground: Commune, leader: User) -> None:
    approval = release(leader)
    ours = ready.preparations()
    for act in (partial(ours.hurry, approval.submission_id), ours.recalled):
        OrmQ.objects.all().delete()
        act()
        assert tasks.TASK in [each.task["func"] for each in OrmQ.objects.all()]


def test_a_worker_looks_every_minute_besides(db: None) -> None:
    assert Schedule.objects.get(name=tasks.NAME).minutes == 1


def test_the_worker_forgets_who_was_told_and_keeps_the_numbers(
    service: Service, browser: Browser, leader: User
) -> None:
    release(leader)
    tasks.work()
    Notice.objects.update(made_at=timezone.now() - timedelta(days=8))

    tasks.work()

    assert not Delivery.objects.exists()
    assert Notice.objects.get().sent == 1
    assert Telephone.objects.count() == Submission.objects.count() == 1
