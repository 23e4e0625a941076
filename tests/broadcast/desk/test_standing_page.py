from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import standing
from broadcast.models import StandingClip
from broadcast.speech import VoiceUnavailable
from tests.broadcast.commune import Commune
from tests.broadcast.stages.clips import approved_clip

pytestmark = pytest.mark.django_db
PAGE = "broadcast:standing"


def _record(client: Client, **changed: str) -> Any:
    fields = {"kind": "opening", "words": "Đây là đài truyền thanh xã."} | changed
    return client.post(reverse(PAGE), fields)


def test_an_operator_records_an_opening_that_waits_for_a_leader(operator: Client) -> None:
    answer = _record(operator)

    clip = StandingClip.objects.get()
    page = operator.get(answer.url).content.decode()
    assert (clip.text, clip.approved_at) == ("Đây là đài truyền thanh xã.", None)
    assert "waits for approval" in page
    assert reverse("broadcast:standing_approve", args=[clip.pk]) not in page


def test_one_may_be_for_some_sessions_only(operator: Client, leader: Client) -> None:
    for label in ("", "Chủ nhật"):
        answer = _record(operator, label=label)
    for clip in StandingClip.objects.all():
        leader.post(reverse("broadcast:standing_approve", args=[clip.pk]))

    assert [clip.label for clip in StandingClip.objects.approved().order_by("pk")] == ["", "Chủ nhật"]
    assert "Opening · Chủ nhật" in operator.get(answer.url).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"words": " …! "}, {"words": "a" * 601}, {"kind": "song"}, {"label": "-"}, {"label": "a" * 61}],
)
def test_what_cannot_be_recorded_is_told_and_the_words_stay(operator: Client, wrong: dict[str, str]) -> None:
    answer = _record(operator, **wrong)

    assert answer.status_code == 422
    assert answer.context["error"]
    assert answer.context["typed"]["words"] == wrong.get("words", "Đây là đài truyền thanh xã.").strip()
    assert not StandingClip.objects.exists()


def test_a_voice_that_does_not_answer_loses_no_words(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("máy đọc không chạy")

    monkeypatch.setattr(standing, "speak_lines", fail)

    answer = _record(operator)

    assert answer.status_code == 422
    assert "máy đọc không chạy" in answer.content.decode()
    assert "Đây là đài truyền thanh xã." in answer.content.decode()


def test_a_leader_hears_it_and_approves_it(commune: Commune, operator: Client, leader: Client) -> None:
    _record(operator)
    clip = StandingClip.objects.get()
    sound = leader.get(reverse("broadcast:clip_sound", args=[clip.pk]))

    leader.post(reverse("broadcast:standing_approve", args=[clip.pk]))

    clip.refresh_from_db()
    assert (sound.status_code, sound.headers["Content-Type"]) == (200, "audio/mpeg")
    assert b"".join(sound.streaming_content)  # type: ignore[attr-defined]
    assert clip.approved_by_name == commune.leader.get_full_name()


def test_a_leader_revokes(commune: Commune, leader: Client, now: datetime) -> None:
    clip = approved_clip(commune, now=now)

    leader.post(reverse("broadcast:standing_revoke", args=[clip.pk]))

    clip.refresh_from_db()
    page = leader.get(reverse(PAGE)).content.decode()
    assert clip.revoked_by_name == commune.leader.get_full_name()
    assert "No longer heard" in page


def test_deciding_twice_says_that_somebody_was_faster(
    commune: Commune, leader: Client, now: datetime
) -> None:
    clip = approved_clip(commune, now=now)

    answer = leader.post(reverse("broadcast:standing_approve", args=[clip.pk]), follow=True)

    assert "Somebody has already decided on this one." in answer.content.decode()


def test_an_operator_does_not_approve_and_an_editor_does_not_record(
    commune: Commune, operator: Client, editor: Client, leader: Client, now: datetime
) -> None:
    _record(operator)
    clip = StandingClip.objects.get()

    answers = [
        operator.post(reverse("broadcast:standing_approve", args=[clip.pk])),
        operator.post(reverse("broadcast:standing_revoke", args=[clip.pk])),
        _record(editor),
        _record(leader),
    ]

    clip.refresh_from_db()
    assert [answer.status_code for answer in answers] == [403] * 4
    assert (clip.approved_at, clip.revoked_at) == (None, None)


def test_a_stranger_hears_nothing(commune: Commune, stranger: Client, now: datetime) -> None:
    clip = approved_clip(commune, now=now)

    assert stranger.get(reverse(PAGE)).status_code == 403
    assert stranger.get(reverse("broadcast:clip_sound", args=[clip.pk])).status_code == 403


def test_decisions_are_posted(commune: Commune, leader: Client, now: datetime) -> None:
    clip = approved_clip(commune, now=now)

    assert leader.get(reverse("broadcast:standing_revoke", args=[clip.pk])).status_code == 405


def test_the_time_signal_is_made_once_and_waits_for_a_leader(operator: Client, leader: Client) -> None:
    assert "Make the time signal" in operator.get(reverse(PAGE)).content.decode()

    operator.post(reverse(PAGE), {"kind": "signal"})
    twice = operator.post(reverse(PAGE), {"kind": "signal"})

    clip = StandingClip.objects.get()
    assert (clip.kind, clip.approved_at) == ("signal", None)
    assert twice.status_code == 422
    leader.post(reverse("broadcast:standing_approve", args=[clip.pk]))
    page = operator.get(reverse(PAGE)).content.decode()
    assert StandingClip.objects.approved().get() == clip
    assert "Make the time signal" not in page
