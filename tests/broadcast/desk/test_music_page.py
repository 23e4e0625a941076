"""The page of the music under the words: kept, heard under a voice, approved, switched on and off."""

import errno
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from broadcast import music, pipeline, standing, uploads, voices
from broadcast.audio.upload import REASONS
from broadcast.models import SentSound, StandingClip
from tests.broadcast.audio.ebur128 import made_by_ffmpeg
from tests.broadcast.commune import Commune, noise

pytestmark = pytest.mark.django_db
PAGE, SWITCH = "broadcast:music", "broadcast:music_switch"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep our own chords without making them."""
    monkeypatch.setattr(music, "produce_whole", lambda _clip, *, directory: noise([], directory=directory))


def keep(client: Client, **fields: object) -> Any:
    return client.post(reverse(PAGE), {"source": "own"} | fields)


def approved(commune: Commune, *, now: datetime) -> StandingClip:
    clip = music.keep_chords(commune.station, origin="Của xã", person=commune.operator, now=now)
    standing.approve_clip(clip, person=commune.leader, now=now)
    return clip


def test_it_is_off_and_empty_at_first(commune: Commune, operator: Client) -> None:
    page = operator.get(reverse(PAGE)).content.decode()

    assert "Music is switched off" in page
    assert "No music has been approved." in page
    assert "Switch the music on" not in page


def test_our_own_chords_wait_for_a_leader(commune: Commune, operator: Client, quick: None) -> None:
    answer = keep(operator)

    clip = StandingClip.objects.get()
    page = operator.get(answer.url).content.decode()
    assert (clip.kind, clip.approved_at) == ("music", None)
    assert "waits for approval" in page
    assert reverse("broadcast:standing_approve", args=[clip.pk]) not in page
    assert clip.text not in operator.get(reverse("broadcast:standing")).content.decode()


def test_a_leader_approves_it_here_and_an_operator_switches_it_on_and_off(
    commune: Commune, operator: Client, leader: Client, quick: None
) -> None:
    keep(operator)
    clip = StandingClip.objects.get()

    answer = leader.post(reverse("broadcast:standing_approve", args=[clip.pk]))
    assert answer.headers["Location"] == reverse(PAGE)
    page = operator.post(reverse(SWITCH), {"on": "1"}, follow=True).content.decode()

    assert "Music is switched on" in page
    assert voices.settings_of(commune.station).has_music_by_name == commune.operator.get_full_name()
    page = operator.post(reverse(SWITCH), {"on": "0"}, follow=True).content.decode()
    assert "Music is switched off" in page


def test_it_cannot_be_switched_on_before_anything_is_approved(
    commune: Commune, operator: Client, quick: None
) -> None:
    keep(operator)

    page = operator.post(reverse(SWITCH), {"on": "1"}, follow=True).content.decode()

    assert "No music has been approved yet." in page
    assert not voices.settings_of(commune.station).has_music


def send(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("nhạc.mp3", content)
    return keep(client, source="file", origin="Đội văn nghệ xã", file=file)


def test_a_file_of_the_station_is_made_ready_by_a_worker_and_shown_until_then(
    commune: Commune, operator: Client, tmp_path: Path
) -> None:
    sound = made_by_ffmpeg(tmp_path / "nhạc.mp3", "sine=330:duration=2").read_bytes()
    live = reverse("broadcast:sent_sounds", args=["bed"])

    page = operator.get(send(operator, sound).url).content.decode()
    assert not StandingClip.objects.exists()
    pipeline.work()

    clip = StandingClip.objects.get()
    assert (clip.text, round(clip.duration_s)) == ("Đội văn nghệ xã", 2)
    assert (clip.kind, clip.made_by_name) == ("music", commune.operator.get_full_name())
    assert "waits for its turn" in page
    assert f'data-live="{live}"' in page
    assert f"#nhac-hieu-{clip.pk}" in operator.get(live).content.decode()
    assert "data-live" not in operator.get(reverse(PAGE)).content.decode()


def test_what_cannot_be_made_ready_is_told_with_its_file_kept_tried_again_and_put_aside(
    commune: Commune, operator: Client, tmp_path: Path
) -> None:
    send(operator, b"<html>")
    pipeline.work()
    sent = SentSound.objects.get()
    page = operator.get(reverse(PAGE)).content.decode()
    assert REASONS["not_audio"] in page
    assert "nhạc.mp3" in page
    assert "Đội văn nghệ xã" in page

    uploads.path_of(sent.upload).write_bytes(
        made_by_ffmpeg(tmp_path / "a.mp3", "sine=330:duration=2").read_bytes()
    )
    again = operator.post(reverse("broadcast:sent_sound_retry", args=[sent.pk]))
    pipeline.work()
    assert again.headers["Location"] == reverse(PAGE)
    assert StandingClip.objects.get().text == "Đội văn nghệ xã"

    send(operator, b"<html>")
    last = SentSound.objects.latest("pk")
    operator.post(reverse("broadcast:sent_sound_drop", args=[last.pk]))
    assert "data-live" not in operator.get(reverse(PAGE)).content.decode()


def test_a_full_disk_is_told_and_the_words_stay(
    commune: Commune, operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> str:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(uploads, "keep", full)

    answer = send(operator, b"ID3")

    assert answer.status_code == 422
    assert "disk is full" in answer.context["error"]
    assert answer.context["typed"]["origin"] == "Đội văn nghệ xã"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"source": "file", "origin": "Đội văn nghệ"}, "Choose the file"),
        ({"source": "file", "file": b"ID3"}, "Write where the music comes from"),
        ({"source": "file", "origin": "Đội văn nghệ", "file": b""}, "trống"),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_words_stay(
    commune: Commune, operator: Client, fields: dict[str, Any], told: str
) -> None:
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile("a.mp3", fields["file"])}

    answer = keep(operator, **fields)

    assert answer.status_code == 422
    assert told in answer.context["error"]
    assert answer.context["typed"] == {"source": "file", "origin": fields.get("origin", "")}
    assert not StandingClip.objects.exists()
    assert not SentSound.objects.exists()


def test_it_is_heard_under_a_voice_before_anybody_decides(commune: Commune, leader: Client) -> None:
    commune.station.voice = "silent"
    commune.station.save()
    clip = music.keep_chords(
        commune.station, origin="", person=commune.operator, now=datetime(2026, 1, 1).astimezone()
    )
    address = reverse("broadcast:music_sample", args=[clip.pk])

    told = leader.post(address).json()

    sound = leader.get(told["url"])
    assert sound.headers["Content-Type"] == "audio/mpeg"
    assert len(b"".join(sound)) > 10_000
    assert leader.post(address).json() == told


def test_who_may_do_what(
    commune: Commune,
    operator: Client,
    leader: Client,
    editor: Client,
    stranger: Client,
    now: datetime,
    quick: None,
) -> None:
    clip = approved(commune, now=now)

    refused = [
        keep(leader),
        keep(editor),
        leader.post(reverse(SWITCH), {"on": "1"}),
        operator.post(reverse("broadcast:standing_revoke", args=[clip.pk])),
        stranger.post(reverse("broadcast:music_sample", args=[clip.pk])),
    ]

    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert operator.get(reverse(SWITCH)).status_code == 405
    revoked = leader.post(reverse("broadcast:standing_revoke", args=[clip.pk]))
    assert revoked.headers["Location"] == reverse(PAGE)
