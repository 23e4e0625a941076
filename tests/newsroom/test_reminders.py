"""Leaders are reminded of what is due soon, once for each item and deadline."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone
from django_q.models import Schedule
from pytest_django import Settings

from cms import reminding
from newsroom import ready, reminders, workflow
from newsroom.models import Reminder, User
from newsroom.ready import Nothing
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the broadcast side out: deadlines are those that the stories name."""
    monkeypatch.setattr(ready, "_plugged", [Nothing()])


@pytest.fixture
def now() -> datetime:
    """Return a whole second, as deadlines are."""
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def reader(leader: User) -> User:
    """Return the leader with an e-mail address."""
    leader.email = "chu-tich@xa.example"
    leader.save()
    return leader


def send(now: datetime) -> int:
    return reminders.remind(within=4 * HOUR, now=now)


def test_what_is_due_soon_is_told_once(ground: Commune, reader: User, now: datetime) -> None:
    factories.make_submission(ground, title="Cắt điện thôn Đông", valid_until=now + 3 * HOUR)
    factories.make_submission(ground, title="Tin không gấp", valid_until=now + 9 * HOUR)
    factories.make_submission(ground, title="Tin không hạn")

    mail.outbox.clear()  # Wagtail wrote when they were submitted

    assert (send(now), send(now + HOUR)) == (1, 0)

    [letter] = mail.outbox
    assert letter.to == ["chu-tich@xa.example"]
    assert "Cắt điện thôn Đông" in letter.body
    assert "Tin không" not in letter.body
    assert "/duyet/" in letter.body


def test_another_deadline_is_told_again(ground: Commune, reader: User, now: datetime) -> None:
    submission = factories.make_submission(ground, valid_from=now + 3 * HOUR, valid_until=now + 8 * HOUR)

    send(now)
    send(now + 5 * HOUR)

    told = Reminder.objects.filter(submission=submission).order_by("due_at")
    assert [row.due_at for row in told] == [now + 3 * HOUR, now + 8 * HOUR]


def test_nobody_is_reminded_of_what_is_over_decided_or_his_own(
    ground: Commune, reader: User, now: datetime
) -> None:
    factories.make_submission(ground, title="Đã qua", valid_until=now - HOUR)
    done = factories.make_submission(ground, title="Đã duyệt", valid_until=now + HOUR)
    workflow.approve(done, factories.make_leader("pho-chu-tich"))
    both = factories.make_person("uy-vien", "leader", "editor", email="uy-vien@xa.example")
    factories.make_submission(ground, owner=both, title="Của uỷ viên", valid_until=now + HOUR)
    mail.outbox.clear()  # Wagtail wrote when they were submitted

    send(now)

    assert [letter.to for letter in mail.outbox] == [["chu-tich@xa.example"]]
    assert "Của uỷ viên" in mail.outbox[0].body


def test_a_closed_account_and_one_without_address_get_nothing(
    ground: Commune, reader: User, now: datetime
) -> None:
    factories.make_leader("khong-thu")
    User.objects.filter(pk=reader.pk).update(is_active=False)
    factories.make_submission(ground, valid_until=now + HOUR)

    assert send(now) == 0


def test_what_could_not_be_sent_is_sent_by_the_next_run(
    ground: Commune, reader: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_submission(ground, valid_until=now + 3 * HOUR)

    def broken(*args: object, **kwargs: object) -> None:
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "send_mail", broken)
        assert send(now) == 0
    assert not Reminder.objects.exists()
    assert send(now + HOUR) == 1


def test_it_is_off_until_mail_is_set_up(
    ground: Commune, reader: User, now: datetime, settings: Settings
) -> None:
    factories.make_submission(ground, valid_until=now + HOUR)
    settings.REMIND_HOURS = settings.PUSH_REMIND_HOURS = 0
    assert reminding.remind() == "off"

    settings.REMIND_HOURS = 4
    assert reminding.remind() == "1 e-mails"


def test_it_is_on_the_queues_schedule_and_what_was_changed_there_stays(db: None) -> None:
    Schedule.objects.filter(name=reminding.NAME).delete()
    reminding.put_on_schedule(None)
    Schedule.objects.filter(name=reminding.NAME).update(minutes=60)
    reminding.put_on_schedule(None)

    schedule = Schedule.objects.get(name=reminding.NAME)
    assert schedule.func == f"{reminding.remind.__module__}.{reminding.remind.__name__}"
    assert schedule.minutes == 60
