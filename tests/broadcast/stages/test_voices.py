"""The station's own way of speaking: who is asked in turn, who may hear a draft, and what a take keeps of it."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from broadcast import narration, reading_aloud, text, voices
from broadcast.models import Recording, VoiceSettings
from broadcast.speech import Delivery, Profile
from broadcast.speech.google import GoogleVoice
from broadcast.speech.voice import VoiceUnavailable
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def _wants(commune: Commune, **wanted: object) -> None:
    VoiceSettings.objects.update_or_create(station=commune.station, defaults=wanted)


def test_a_service_is_followed_by_those_that_step_in_and_at_last_by_the_offline_voice(files: Path) -> None:
    assert voices.casts("google", others=["espeak", "gone", "google"]) == [
        ("google",),
        ("espeak",),
        ("silent",),
    ]


def test_two_voices_take_turns_only_while_both_are_there(files: Path) -> None:
    assert voices.casts("google", second="espeak")[0] == ("google", "espeak")
    assert voices.casts("google", second="gone")[0] == ("google",)


def test_words_stay_here_only_if_they_stay_with_both() -> None:
    assert voices.is_local("espeak+silent")
    assert not voices.is_local("espeak+google")
    assert not voices.is_local("gone")


def test_a_draft_is_not_sent_away_not_even_by_one_that_steps_in(commune: Commune, now: datetime) -> None:
    _wants(commune, second_voice="google", fallbacks=["google"])

    chain = voices.casts_of("espeak", Delivery(second_voice="google"), commune.station, approved=False)

    assert chain == [("silent",)]


def test_a_draft_is_sent_where_the_station_decided_so(commune: Commune, now: datetime) -> None:
    commune.station.voice = "google"
    commune.station.save()
    _wants(commune, sends_drafts=True)

    programme = commune.take_in(commune.submit(), now=now)

    assert list(programme.recordings.values_list("voice", flat=True)) == ["google"]


def test_a_voice_of_the_machine_speaks_the_first_take(commune: Commune, now: datetime) -> None:
    commune.station.voice = "espeak"
    commune.station.save()

    programme = commune.take_in(commune.submit(), now=now)

    assert list(programme.recordings.values_list("voice", flat=True)) == ["espeak"]


def test_a_take_keeps_how_it_was_delivered_and_by_whom(commune: Commune, now: datetime) -> None:
    _wants(commune, rate=0.9, profile="echo-safe", second_voice="espeak")
    programme = commune.take_in(commune.submit(), now=now)

    take = commune.record(programme)

    kept = Delivery.from_row(take.delivery)
    assert (kept.rate, kept.profile, take.spoke) == (0.9, Profile.ECHO_SAFE, "silent+espeak")


def test_the_pauses_of_the_station_are_heard(commune: Commune, now: datetime) -> None:
    short = commune.record(commune.take_in(commune.submit(), now=now))
    _wants(commune, sentence_pause_s=2.0, paragraph_pause_s=3.0)
    long = commune.record(commune.take_in(commune.submit(), now=now))

    assert (long.duration_s or 0) > (short.duration_s or 0) + 3


def test_why_a_voice_was_left_is_in_the_notes(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = commune.approved(now=now)

    def unavailable(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("Không kết nối được.")

    monkeypatch.setattr(GoogleVoice, "speak", unavailable)
    narration.request_take(programme, voice="google", person=commune.operator)

    take = commune.record(programme)

    assert (take.voice, take.spoke, take.status) == ("google", "silent", RecordingStatus.MADE)
    assert "Không kết nối được. (câu 1/" in take.notes[0]


def test_a_take_that_nobody_could_speak_names_the_sentence_and_all_reasons(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.OFFLINE_VOICE = "google"
    submission = commune.submit()
    commune.approve(submission)
    programme = commune.take_in(submission, now=now)
    Recording.objects.update(voice="google")

    def unavailable(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("Không kết nối được.")

    monkeypatch.setattr(GoogleVoice, "speak", unavailable)

    take = commune.record(programme)

    first = reading_aloud.lines_of(programme.spoken)[0].words
    assert take.status == RecordingStatus.FAILED
    assert first[:40] in take.error
    assert len(take.notes) == 1


def test_a_take_in_a_voice_that_is_gone_is_spoken_by_the_next_and_says_so(
    commune: Commune, now: datetime
) -> None:
    programme = commune.take_in(commune.submit(), now=now)
    Recording.objects.update(voice="piper-gone")

    take = commune.record(programme)

    assert (take.status, take.spoke) == (RecordingStatus.MADE, "silent")
    assert "piper-gone" in take.notes[0]


def test_an_emergency_is_spoken_slowly_by_one_voice(commune: Commune, now: datetime) -> None:
    _wants(commune, second_voice="espeak")

    delivery = voices.delivery_of(commune.station, emergency=True)

    assert (delivery.second_voice, delivery.profile) == ("", Profile.EMERGENCY)


def test_an_empty_line_parts_items_and_a_broken_line_goes_on() -> None:
    lines = reading_aloud.lines_of("Kính thưa bà con.\nHôm nay\nhọp thôn. Xin mời.\n\nTin thứ hai.\n")

    assert [(line.words, line.turn, line.ends_paragraph) for line in lines] == [
        ("Kính thưa bà con.", 0, True),
        ("Hôm nay họp thôn.", 0, False),
        ("Xin mời.", 0, True),
        ("Tin thứ hai.", 1, True),
    ]


WORDS = st.text("aăB. ,;:!\n", max_size=60)


@hypothesis_settings(max_examples=200, deadline=None)
@given(WORDS)
def test_the_lines_are_the_sentences_whatever_the_words(words: str) -> None:
    assert [line.words for line in reading_aloud.lines_of(words)] == text.sentences(words)
