from datetime import datetime

import pytest

from broadcast import keyring, media, release
from broadcast.models import Programme
from broadcast.plan import keylist
from broadcast.plan import manifest as wire
from broadcast.plan.envelope import MANIFEST
from tests.broadcast.boxes import Box, body_of, box_in
from tests.broadcast.commune import Commune, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme that the first zone alone hears."""
    programme = commune.accepted(now=now)
    commune.book(programme, now=now, zones=commune.zones[:1])
    release.release(commune.station, now=now)
    return programme


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return the first zone's loudspeaker."""
    return box_in(commune, commune.zones[0], now=now)


def _sound(programme: Programme) -> tuple[str, bytes]:
    digest = programme.recordings.get().device_sha256
    return "media/" + digest, media.path_of(digest).read_bytes()


def test_before_the_first_release_there_is_no_manifest(box: Box) -> None:
    answer = box.get("manifest")

    assert (answer.status_code, answer.json()) == (404, {"error": "none"})


def test_a_box_fetches_the_signed_manifest_of_its_zone(programme: Programme, box: Box) -> None:
    answer = box.get("manifest")

    keys = keyring.certified()
    assert keys is not None
    payload, _key = keylist.open_listed(answer.content, context=MANIFEST, keys=keys)
    assert titles(wire.parse(payload)) == [programme.title]
    assert answer.headers["ETag"] == wire.parse(payload).etag


def test_an_unchanged_manifest_is_not_sent_again(programme: Programme, box: Box) -> None:
    etag = box.get("manifest").headers["ETag"]

    answer = box.get("manifest", if_none_match=etag)

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_newer_manifest_is_sent(commune: Commune, programme: Programme, box: Box, now: datetime) -> None:
    etag = box.get("manifest").headers["ETag"]
    commune.booked(now=now, title="Tin nữa")
    release.release(commune.station, now=now)

    answer = box.get("manifest", if_none_match=etag)

    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def test_a_file_that_the_manifest_names_is_handed_out_whole(programme: Programme, box: Box) -> None:
    path, sound = _sound(programme)

    answer = box.get(path)

    assert (answer.status_code, body_of(answer)) == (200, sound)
    assert answer.headers["Content-Type"] == "audio/mpeg"


def test_a_download_is_taken_up_where_it_broke_off(programme: Programme, box: Box) -> None:
    path, sound = _sound(programme)

    answer = box.get(path, range="bytes=100-")

    assert (answer.status_code, body_of(answer)) == (206, sound[100:])
    assert answer.headers["Content-Range"] == f"bytes 100-{len(sound) - 1}/{len(sound)}"


def test_a_download_is_taken_up_when_the_file_is_still_the_same(programme: Programme, box: Box) -> None:
    path, sound = _sound(programme)
    whole = box.get(path)
    etag = whole.headers["ETag"]
    body_of(whole)

    same = box.get(path, range="bytes=100-", if_range=etag)
    other = box.get(path, range="bytes=100-", if_range='"another"')

    assert etag == '"' + path.removeprefix("media/") + '"'
    assert (same.status_code, body_of(same)) == (206, sound[100:])
    assert (other.status_code, body_of(other)) == (200, sound)


def test_a_range_after_the_end_is_refused(programme: Programme, box: Box) -> None:
    path, sound = _sound(programme)

    answer = box.get(path, range=f"bytes={len(sound)}-")

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(sound)}"


def test_what_another_zone_hears_is_not_handed_out(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    elsewhere = box_in(commune, commune.zones[1], now=now)
    path, _sound_bytes = _sound(programme)

    assert elsewhere.get(path).status_code == 404


def test_what_was_recalled_is_not_handed_out_any_more(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    assert programme.approval is not None
    commune.recall(programme.approval)
    release.release(commune.station, now=now)

    assert box.get(_sound(programme)[0]).status_code == 404


@pytest.mark.parametrize("name", ["0" * 64, "..%2f..%2fdb.sqlite3", "x"])
def test_a_file_that_no_manifest_names_is_not_handed_out(programme: Programme, box: Box, name: str) -> None:
    assert box.get("media/" + name).status_code in {401, 404}


def test_a_file_that_is_gone_from_the_disk_is_missing(programme: Programme, box: Box) -> None:
    path, _sound_bytes = _sound(programme)
    media.path_of(path.removeprefix("media/")).unlink()

    answer = box.get(path)

    assert (answer.status_code, answer.json()) == (404, {"error": "missing"})
