from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import hearing, voices
from broadcast.models import Station, VoiceSettings
from broadcast.speech import Clip, Delivery, Profile, VoiceUnavailable
from broadcast.speech.google import GoogleVoice
from broadcast.speech.silent import SilentVoice
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def _wish(**changed: object) -> dict[str, Any]:
    fields: dict[str, object] = {
        "voice": "espeak",
        "second_voice": "",
        "fallbacks": ["google"],
        "profile": "echo-safe",
        "rate": "0.9",
        "comma_pause_s": "0.2",
        "sentence_pause_s": "0.9",
        "paragraph_pause_s": "1.5",
        "most_minutes": "10",
        "most_sent": "200",
    }
    return fields | changed


def _keep(client: Client, **changed: object) -> Any:
    return client.post(reverse("broadcast:voices"), _wish(**changed))


def test_what_was_chosen_is_kept_and_shown(commune: Commune, operator: Client) -> None:
    answer = _keep(operator)

    page = operator.get(answer.url).content.decode()
    assert answer.status_code == 302
    assert Station.objects.get().voice == "espeak"
    assert voices.delivery_of(commune.station) == Delivery(
        rate=0.9, comma_pause_s=0.2, sentence_pause_s=0.9, paragraph_pause_s=1.5, profile=Profile.ECHO_SAFE
    )
    assert 'name="voice" value="espeak" checked' in page
    assert 'name="fallbacks" value="google" checked' in page
    assert '<option value="0.9" selected>' in page


def test_before_anybody_chose_the_defaults_are_shown(commune: Commune, operator: Client) -> None:
    page = operator.get(reverse("broadcast:voices")).content.decode()

    assert 'name="profile" value="normal" checked' in page
    assert '<option value="1" selected>' in page
    assert not VoiceSettings.objects.exists()


def test_a_service_is_told_apart_from_what_stays_here(commune: Commune, operator: Client) -> None:
    page = operator.get(reverse("broadcast:voices")).content.decode()

    assert page.count("sends the words to a service outside") == 1
    assert "Only approved words leave this machine" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"voice": "ca-sĩ"}, "voice"),
        ({"rate": "9"}, "rate"),
        ({"most_minutes": "0"}, "most_minutes"),
        ({"most_sent": ""}, "most_sent"),
        ({"fallbacks": ["ca-sĩ"]}, "fallbacks"),
    ],
)
def test_what_is_wrong_changes_nothing_and_loses_nothing(
    commune: Commune, operator: Client, wrong: dict[str, object], field: str
) -> None:
    answer = _keep(operator, **wrong)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'name="profile" value="echo-safe" checked' in answer.content.decode()
    assert not VoiceSettings.objects.exists()


def test_only_a_leader_lets_drafts_go_out(commune: Commune, operator: Client, leader: Client) -> None:
    assert _keep(operator, sends_drafts="on").status_code == 403
    assert not voices.settings_of(commune.station).sends_drafts

    VoiceSettings.objects.create(station=commune.station, sends_drafts=True, sends_drafts_by_name="Ong Vinh")

    assert _keep(operator, sends_drafts="on").status_code == 302
    assert _keep(operator).status_code == 403
    assert voices.settings_of(commune.station).sends_drafts_by_name == "Ong Vinh"


def test_who_decided_about_drafts_is_kept(commune: Commune, now: datetime) -> None:
    wanted = _wish(
        sends_drafts=True, rate=1.0, comma_pause_s=0.0, sentence_pause_s=0.5, paragraph_pause_s=1.0
    )

    voices.decide(commune.station, wanted, person=commune.leader, now=now)

    kept = voices.settings_of(commune.station)
    assert (kept.sends_drafts, kept.sends_drafts_by_name) == (True, commune.leader.get_full_name())


def test_an_editor_may_not_change_it(commune: Commune, editor: Client) -> None:
    assert _keep(editor).status_code == 403


def test_a_voice_that_is_gone_stays_chosen_until_another_is_chosen(
    commune: Commune, operator: Client
) -> None:
    Station.objects.update(voice="piper-gone")

    page = operator.get(reverse("broadcast:voices")).content.decode()

    assert 'value="piper-gone" checked' in page
    assert "no longer on this machine" in page


# ---------------------------------------------------------------- the sample


def test_the_sample_is_heard_as_it_is_chosen_and_nothing_is_kept(commune: Commune, operator: Client) -> None:
    commune.station.voice = "silent"
    commune.station.save()

    told = operator.post(reverse("broadcast:voices_sample"), _wish(voice="silent")).json()

    sound = operator.get(told["url"])
    assert sound.headers["Content-Type"] == "audio/mpeg"
    assert len(b"".join(sound)) > 10_000
    assert not VoiceSettings.objects.exists()


def test_each_voice_of_two_says_its_part_of_the_sample(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    speak = SilentVoice.speak

    def told(self: SilentVoice, sentence: str, *, rate: float = 1.0) -> Clip:
        said.append((self.name, sentence))
        return speak(self, sentence, rate=rate)

    monkeypatch.setattr(SilentVoice, "speak", told)

    name = hearing.sample("espeak", Delivery(second_voice="silent"))

    assert said == [("silent", "Xin cảm ơn bà con đã lắng nghe.")]
    assert hearing.sample("espeak", Delivery(second_voice="silent")) == name
    assert hearing.sample("espeak", Delivery()) != name


def test_a_service_that_does_not_answer_is_told_and_no_other_voice_stands_in(
    commune: Commune, operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("Không kết nối được.")

    monkeypatch.setattr(GoogleVoice, "speak", unavailable)

    answer = operator.post(reverse("broadcast:voices_sample"), _wish(voice="google"))

    assert answer.status_code == 422
    assert "Không kết nối được" in answer.json()["problem"]
