"""Sounds for people at home: made once a recording is accepted, with its own tags, found and served by them."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from broadcast import media, recipes, remaking, web_sounds
from broadcast.audio.encoding import Coding
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.tags import SYNTHETIC
from broadcast.models import Recording, Rendition, Station
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Encode without ffmpeg; return the tags of what was made."""
    made: list[str] = []

    def encode(master: Path, *, metadata: str, coding: Coding, directory: Path) -> Path:
        made.append(metadata)
        path = directory / f"made{coding.suffix}"
        path.write_bytes(coding.suffix.encode() + metadata.encode() + master.read_bytes())
        return path

    monkeypatch.setattr(web_sounds, "web_sound", encode)
    return made


def test_an_accepted_recording_gets_opus_and_mp3_once(
    commune: Commune, now: datetime, encoded: list[str]
) -> None:
    take = commune.accepted(now=now).recordings.get()

    assert remaking.remake(now) == 2
    assert remaking.remake(now) == 0
    made = {recipe: web_sounds.sound_of(take, recipe) for recipe in (recipes.WEB_OPUS, recipes.WEB_MP3)}
    assert all(row and media.is_whole(row.output_sha256) for row in made.values())
    assert f"title={take.programme.title}" in encoded[0]
    assert f"track={take.programme_id}" in encoded[0]
    assert f"comment={SYNTHETIC}" in encoded[0]


def test_what_nobody_accepted_is_not_encoded(commune: Commune, now: datetime, encoded: list[str]) -> None:
    commune.approved(now=now)

    remaking.remake(now)

    assert encoded == []


def test_the_same_words_under_a_new_title_get_files_with_that_title(commune: Commune, now: datetime) -> None:
    first = commune.accepted(now=now, title="Bản một").recordings.get()
    remaking.remake(now)
    second = Recording.objects.get(pk=first.pk)
    second.programme.title = "Bản hai"

    assert web_sounds.sound_of(first, recipes.WEB_OPUS) is not None
    assert web_sounds.sound_of(second, recipes.WEB_OPUS) is None


def test_a_station_with_another_name_gets_other_files(commune: Commune, now: datetime) -> None:
    take = commune.accepted(now=now).recordings.get()
    remaking.remake(now)
    Station.objects.update(name="Đài truyền thanh phường")

    renamed = Recording.objects.get(pk=take.pk)

    assert web_sounds.sound_of(renamed, recipes.WEB_MP3) is None
    assert remaking.remake(now) == 2
    assert web_sounds.sound_of(renamed, recipes.WEB_MP3) is not None


def test_a_take_that_waits_goes_first(commune: Commune, now: datetime, encoded: list[str]) -> None:
    commune.accepted(now=now)
    other = commune.approved(now=now)
    Recording.objects.filter(programme=other).update(status=RecordingStatus.REQUESTED)

    remaking.remake(now)

    assert encoded == []


def test_a_changed_master_is_not_encoded(commune: Commune, now: datetime, encoded: list[str]) -> None:
    take = commune.accepted(now=now).recordings.get()
    media.path_of(take.master_sha256).write_bytes(b"other")

    remaking.remake(now)

    assert encoded == []


def test_one_that_cannot_be_encoded_does_not_stop_the_others(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = commune.accepted(now=now).recordings.get().master_sha256
    sound = commune.accepted(now=now).recordings.get()
    encode = web_sounds.web_sound  # type: ignore[attr-defined]

    def fail(master: Path, *, metadata: str, coding: Coding, directory: Path) -> Path:
        if master.name == broken:
            raise FfmpegFailed("no")
        return encode(master, metadata=metadata, coding=coding, directory=directory)

    monkeypatch.setattr(web_sounds, "web_sound", fail)

    assert remaking.remake(now) == 2
    assert web_sounds.sound_of(sound, recipes.WEB_OPUS) is not None


def test_the_loudspeakers_file_is_never_one_for_the_web(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    remaking.remake(now)

    (item,) = commune.released(now=now).air

    assert item.media == programme.recordings.get().device_sha256
    assert Rendition.objects.get(output_sha256=item.media).recipe == recipes.SOUND


def test_nobody_outside_hears_it_without_the_release_question(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now)
    remaking.remake(now)
    addresses = [f"/am-thanh/{programme.recordings.get().pk}.{ending}" for ending in ("mp3", "opus")]
    heard = [_answer(address) for address in addresses]

    assert programme.approval is not None
    commune.recall(programme.approval)

    assert [kind for _status, kind in heard] == ["audio/mpeg", "audio/ogg"]
    assert [_answer(address)[0] for address in addresses] == [404, 404]


def _answer(address: str) -> tuple[int, str]:
    with closing(Client().get(address)) as answer:
        return answer.status_code, answer["Content-Type"]
