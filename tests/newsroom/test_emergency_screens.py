"""The leader's screens: nothing goes out by one slip, nothing typed is lost, and who owes a look sees it everywhere."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import emergency, ready, roles
from newsroom.models import Approval, BulletinPage, SecondLook, Submission, User, Waiver
from newsroom.ready import Nothing
from tests import factories
from tests.factories import Commune

TYPED = {
    "event": "fire",
    "title": "Cháy ở chợ",
    "text": "Đang cháy ở chợ. Bà con tránh xa.",
    "reason": "Không kịp chờ",
    "hours": "6",
    "on_site": "on",
}
WRITE, DRILL = "newsroom:emergency", "newsroom:drill"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def typed(ground: Commune, **changed: Any) -> dict[str, Any]:
    return {**TYPED, "places": [place.pk for place in ground.places], **changed}


@pytest.fixture
def released(ground: Commune, leader: User) -> Waiver:
    call = emergency.Call(event="fire", title="Cháy ở chợ", text="Đang cháy.", reason="Gấp")
    waiver = emergency.release(call, leader, now=timezone.now()).waiver
    assert waiver is not None
    return waiver


def test_it_takes_two_steps_and_the_first_changes_nothing(ground: Commune, leader: User) -> None:
    client = signed_in(leader)

    first = client.post(reverse(WRITE), typed(ground))
    assert "PHÁT NGAY" in first.content.decode() or "RELEASE NOW" in first.content.decode()
    assert not Submission.objects.exists()
    second = client.post(reverse(WRITE), typed(ground, confirm="yes"))

    story = BulletinPage.objects.get()
    assert second.headers["Location"] == reverse(
        "newsroom:emergency_status", args=[Submission.objects.get().pk]
    )
    assert (story.live, story.title, story.on_boards) == (True, "Cháy ở chợ", False)
    assert Approval.objects.get().waiver == Waiver.objects.get()


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", "Đang cháy tại …"), ("text", ""), ("title", ""), ("reason", " "), ("places", [])],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    ground: Commune, leader: User, field: str, value: object
) -> None:
    answer = signed_in(leader).post(reverse(WRITE), typed(ground, confirm="yes", **{field: value}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "lx-error" in page
    kept = {"title": "Cháy ở chợ", "reason": "Không kịp chờ"}
    assert all(words in page for name, words in kept.items() if name != field)
    assert not Submission.objects.exists()


def test_going_back_keeps_every_word(ground: Commune, leader: User) -> None:
    page = signed_in(leader).post(reverse(WRITE), typed(ground, back="yes")).content.decode()

    assert "Đang cháy ở chợ. Bà con tránh xa." in page
    assert "lx-error" not in page


@pytest.mark.parametrize("role", [roles.EDITOR, roles.OPERATOR, roles.REVIEWER, roles.ADMINISTRATOR])
def test_others_than_leaders_are_turned_away(ground: Commune, role: str) -> None:
    client = signed_in(factories.make_person("ai-do", role))

    answers = [client.get(reverse(WRITE)), client.post(reverse(WRITE), typed(ground, confirm="yes"))]

    assert [answer.status_code for answer in answers] in ([403, 403], [302, 302])
    assert not Submission.objects.exists()


def test_a_drill_looks_different_and_is_submitted_not_released(ground: Commune, leader: User) -> None:
    client = signed_in(leader)

    asked = client.post(reverse(DRILL), typed(ground)).content.decode()
    client.post(reverse(DRILL), typed(ground, confirm="yes"))

    assert "nr-drill__sign" in asked
    assert "nr-drill__sign" not in client.get(reverse(WRITE), {"event": "fire"}).content.decode()
    story = BulletinPage.objects.get()
    assert (story.live, story.drill, story.title) == (False, True, "DIỄN TẬP: Cháy ở chợ")
    assert not Approval.objects.exists()


def test_the_site_shows_it_on_top_until_it_is_over(ground: Commune, released: Waiver) -> None:
    assert "Cháy ở chợ" in Client().get("/").content.decode()

    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert 'class="alert' not in Client().get("/").content.decode()


@pytest.mark.parametrize("page", ["/quan-tri/", "/quan-tri/duyet/", "/quan-tri/da-duyet/"])
def test_every_leaders_page_shows_what_waits_for_a_second_look(
    ground: Commune, released: Waiver, leader: User, page: str
) -> None:
    other = factories.make_person("ba-hoa", roles.LEADER)

    for person in (leader, other):
        assert "lx-owed" in signed_in(person).get(page).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert "lx-owed--late" in signed_in(other).get(page).content.decode()


def test_an_editor_sees_no_banner(ground: Commune, released: Waiver, editor: User) -> None:
    assert "lx-owed" not in signed_in(editor).get("/quan-tri/").content.decode()


def test_right_takes_the_banner_away(ground: Commune, released: Waiver) -> None:
    client = signed_in(factories.make_person("ba-hoa", roles.LEADER))
    address = reverse("newsroom:emergency_look", args=[released.submission_id])

    client.post(address, {"verdict": "right"})

    assert SecondLook.objects.get().verdict == "right"
    assert "lx-owed" not in client.get("/quan-tri/").content.decode()


def test_wrong_leads_to_the_recall(ground: Commune, released: Waiver) -> None:
    client = signed_in(factories.make_person("ba-hoa", roles.LEADER))
    address = reverse("newsroom:emergency_look", args=[released.submission_id])

    assert client.post(address, {"verdict": "wrong"}).status_code == 422
    answer = client.post(address, {"verdict": "wrong", "note": "Không có cháy"})

    assert answer.headers["Location"] == reverse("newsroom:recall", args=[released.approval.pk])


def test_who_released_it_is_offered_no_verdict(ground: Commune, released: Waiver, leader: User) -> None:
    address = reverse("newsroom:emergency_look", args=[released.submission_id])
    client = signed_in(leader)

    assert 'name="verdict"' not in client.get(address).content.decode()
    assert client.post(address, {"verdict": "right"}).status_code == 403
    assert not SecondLook.objects.exists()


def test_stopping_takes_it_off_the_site(ground: Commune, released: Waiver, leader: User) -> None:
    address = reverse("newsroom:emergency_stop", args=[released.submission_id])
    client = signed_in(leader)

    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "Đã dập"})

    assert not BulletinPage.objects.get().live
    status = client.get(reverse("newsroom:emergency_status", args=[released.submission_id]))
    assert status.status_code == 200


def test_a_waiting_story_is_released_from_its_approval_page(ground: Commune, leader: User) -> None:
    submission = factories.make_submission(ground, on_air=True)
    client = signed_in(leader)
    address = reverse("newsroom:emergency_existing", args=[submission.pk])

    page = client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()
    assert address in page
    client.post(address, {"reason": "Gấp", "hours": "6"})

    assert Waiver.objects.get().submission.story_id == submission.story_id
    assert Approval.objects.get().submission != submission


class Rehearsed(Nothing):
    """Keeps what was begun to be spoken; with ``is_broken`` it cannot."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.texts: list[str] = []
        self._is_broken = is_broken

    def rehearse_emergency(self, text: str, *, drill: bool) -> None:
        self.texts.append(text)
        if self._is_broken:
            raise OSError


@pytest.mark.parametrize("is_broken", [False, True])
def test_the_voice_begins_before_the_button_and_nobody_waits_for_it(
    ground: Commune, leader: User, monkeypatch: pytest.MonkeyPatch, is_broken: bool
) -> None:
    voice = Rehearsed(is_broken=is_broken)
    monkeypatch.setattr(ready, "_plugged", [voice])
    client = signed_in(leader)

    opened = client.get(reverse(WRITE), {"event": "fire"})
    warned = client.post(reverse(WRITE), typed(ground))

    assert (opened.status_code, warned.status_code) == (200, 200)
    assert voice.texts == ["Cháy", TYPED["text"]]
