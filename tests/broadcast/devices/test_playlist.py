"""The playlist as a receiver of another maker reads it, and who may read it."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from broadcast import playlists, release
from broadcast.models import PlaylistAddress, Programme
from tests.broadcast.boxes import body_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


class Receiver:
    """A commercial receiver: it knows the fields that docs/STREAMING.md promises, and nothing of signatures."""

    def __init__(self, secret: str) -> None:
        self._client, self._secret = Client(), secret

    def pull(self, **headers: str) -> Any:
        return self._client.get(f"/api/playlist/v1/{self._secret}/playlist.json", headers=headers)

    def items(self) -> list[dict[str, Any]]:
        answer = self.pull()
        assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
        told = json.loads(answer.content)
        assert told["format"] == "loaxa.playlist/1"
        self.zone = ZoneInfo(told["timezone"])
        return list(told["items"])

    def sounds_at(self, moment: datetime) -> list[str]:
        """Return the titles that a clock at ``moment`` makes it sound."""
        return [
            each["title"]
            for each in self.items()
            if date.fromisoformat(each["from"])
            <= self._local(moment).date()
            <= date.fromisoformat(each["until"])
            and time.fromisoformat(each["start"])
            <= self._local(moment).time()
            < time.fromisoformat(each["stop"])
        ]

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def fetch(self, item: dict[str, Any]) -> Any:
        return self._client.get(item["url"].removeprefix("http://testserver"))


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    programme = commune.accepted(now=now)
    commune.book(programme, now=now, zones=commune.zones[:1])
    release.release(commune.station, now=now)
    return programme


@pytest.fixture
def receiver(commune: Commune, now: datetime) -> Receiver:
    zone, person = commune.zones[0], commune.operator
    return Receiver(playlists.make(zone, name="Bộ thu thôn Đông", person=person, now=now)[1])


def test_a_receiver_sounds_what_the_signed_plan_says_and_when(
    programme: Programme, receiver: Receiver, commune: Commune
) -> None:
    [planned] = [each for each in commune.zones[0].airings.all() if each.title == programme.title]

    assert programme.title in receiver.sounds_at(planned.starts_at + timedelta(seconds=1))
    assert programme.title not in receiver.sounds_at(planned.starts_at - timedelta(seconds=1))
    assert programme.title not in receiver.sounds_at(planned.starts_at + timedelta(days=1, seconds=1))


def test_its_files_are_those_of_the_plan_byte_for_byte(programme: Programme, receiver: Receiver) -> None:
    [item] = [each for each in receiver.items() if each["kind"] == "programme"]

    sound = body_of(receiver.fetch(item))

    assert hashlib.sha256(sound).hexdigest() == item["sha256"]
    assert len(sound) == item["bytes"] and item["url"].endswith(".mp3")


def test_an_unchanged_playlist_is_not_sent_again(programme: Programme, receiver: Receiver) -> None:
    etag = receiver.pull()["ETag"]

    assert receiver.pull(if_none_match=etag).status_code == 304


def test_what_was_heard_leaves_the_list_and_its_file_is_no_longer_given(
    programme: Programme, receiver: Receiver, now: datetime
) -> None:
    [item] = [each for each in receiver.items() if each["kind"] == "programme"]
    with time_machine.travel(now + timedelta(hours=12), tick=False):
        assert programme.title not in [each["title"] for each in receiver.items()]
        assert receiver.fetch(item).status_code == 404


def test_what_the_plan_names_as_recalled_or_stopped_or_quiet_is_left_out(
    programme: Programme, receiver: Receiver, commune: Commune, now: datetime
) -> None:
    found = playlists.listed(commune.zones[0], now=now)
    assert found is not None
    item = next(each for each in found.air if each.title == programme.title)
    recalled = replace(found.manifest, revoked=frozenset({item.authority.id}))
    stopped = replace(found.manifest, stopped=frozenset({item.airing}))

    assert playlists._may_sound(item, found.manifest, now)
    assert not playlists._may_sound(item, recalled, now)
    assert not playlists._may_sound(item, stopped, now)


def test_other_zones_and_strangers_get_nothing(
    programme: Programme, receiver: Receiver, commune: Commune, now: datetime
) -> None:
    [item] = [each for each in receiver.items() if each["kind"] == "programme"]
    other = Receiver(playlists.make(commune.zones[1], name="B", person=commune.operator, now=now)[1])
    path = item["url"].rpartition("/")[2]

    assert Receiver("không-phải").pull().status_code == 404
    assert Receiver("abc").pull().status_code == 404
    assert programme.title not in [each["title"] for each in other.items()]
    assert Client().get(f"/api/playlist/v1/{other._secret}/{path}").status_code == 404


def test_a_closed_address_and_a_plan_that_is_over_answer_nobody(
    programme: Programme, receiver: Receiver, commune: Commune, now: datetime
) -> None:
    with time_machine.travel(now + timedelta(days=30), tick=False):
        assert receiver.pull().status_code == 404
    assert receiver.pull().status_code == 200

    playlists.close(PlaylistAddress.objects.get(), person=commune.operator, now=now)

    assert receiver.pull().status_code == 404
