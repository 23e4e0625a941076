"""What the public hears: the release question, asked for every list and every file."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from django.test import Client

from broadcast import media
from broadcast.authority import may_be_heard
from broadcast.models import Acceptance, Programme, Recording, Rendition
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus
from cms.public import listening
from newsroom.models import Story
from tests import tampering
from tests.cms.public import commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(site: None) -> Story:
    """Return a story on the site."""
    found: Story = commune.published("Nạo vét kênh mương")
    return found


@pytest.fixture
def take(story: Story) -> Recording:
    """Return its accepted recording."""
    return commune.recording(commune.programme(story))


@pytest.fixture
def air_only(site: None) -> Recording:
    """Return the accepted recording of a story without a page."""
    return commune.recording(commune.programme(commune.published("Cắt điện xóm 2", on_site=False)))


def status_of(client: Client, take: Recording) -> int:
    """Return how the recording's address answers."""
    with closing(client.get(f"/am-thanh/{take.pk}.mp3")) as response:
        return response.status_code


def test_a_story_is_heard_with_its_exact_words(client: Client, story: Story, take: Recording) -> None:
    page = client.get(f"/tin-tuc/{story.slug}/").content.decode()

    assert f"/am-thanh/{take.pk}.mp3" in page
    assert "Mời bà con chú ý theo dõi." in page
    assert "voice" in page
    with closing(client.get(f"/am-thanh/{take.pk}.mp3")) as response:
        assert b"".join(response.streaming_content) == b"ID3 tieng noi"  # type: ignore[attr-defined]
        assert response["Content-Type"] == "audio/mpeg"


def test_an_announcer_is_not_called_synthetic(client: Client, story: Story) -> None:
    commune.recording(commune.programme(story), synthetic=False)

    page = client.get(f"/tin-tuc/{story.slug}/").content.decode()

    assert "data-player" in page
    assert "lx-badge--bare voice" not in page


def test_a_recalled_recording_is_silent_at_once(client: Client, story: Story, take: Recording) -> None:
    assert status_of(client, take) == 200

    commune.recall(story)

    assert status_of(client, take) == 404


def test_a_browser_must_ask_again_before_it_plays(client: Client, take: Recording) -> None:
    with closing(client.get(f"/am-thanh/{take.pk}.mp3")) as response:
        assert response["Cache-Control"] == "no-cache"


BREACHES: dict[str, Callable[[Recording], object]] = {
    "not accepted": lambda take: change(take, status=RecordingStatus.MADE),
    "rejected later": lambda take: change(take, status=RecordingStatus.REJECTED),
    "nobody accepted": lambda take: tampering.remove(Acceptance.objects.get(recording=take)),
    "another master": lambda take: change(take, master_sha256=commune.digest("another")),
    "no file": lambda take: change(take, device_sha256=""),
    "no approval": lambda take: Programme.objects.filter(pk=take.programme_id).update(approval=None),
    "withdrawn": lambda take: Programme.objects.filter(pk=take.programme_id).update(
        status=ProgrammeStatus.WITHDRAWN
    ),
    "another script": lambda take: Programme.objects.filter(pk=take.programme_id).update(script="Bài khác."),
    "other words": lambda take: Programme.objects.filter(pk=take.programme_id).update(spoken="Lời khác."),
    "off the site": lambda take: Story.objects.filter(pk=take.programme.story_id).update(live=False),
}


def change(take: Recording, **fields: object) -> None:
    """Write the fields behind the back of the stages."""
    Recording.objects.filter(pk=take.pk).update(**fields)


@pytest.mark.parametrize("breach", BREACHES)
def test_one_broken_link_silences_a_recording(client: Client, take: Recording, breach: str) -> None:
    assert status_of(client, take) == 200

    BREACHES[breach](take)

    assert status_of(client, take) == 404


@pytest.mark.parametrize("breach", [name for name in BREACHES if name != "off the site"])
def test_one_broken_link_takes_a_play_off_the_list(client: Client, air_only: Recording, breach: str) -> None:
    commune.airing(air_only)
    assert f"/am-thanh/{air_only.pk}.mp3" in client.get("/nghe-lai/").content.decode()

    BREACHES[breach](air_only)

    assert f"/am-thanh/{air_only.pk}.mp3" not in client.get("/nghe-lai/").content.decode()


def test_what_the_lists_offer_the_release_question_grants(take: Recording, air_only: Recording) -> None:
    commune.airing(air_only)

    offered = list(listening.released(commune.NOON))

    assert {row.pk for row in offered} == {take.pk, air_only.pk}
    for row in offered:
        assert may_be_heard(row.programme, row)


def test_a_recalled_play_is_not_even_found(air_only: Recording) -> None:
    commune.airing(air_only)
    assert listening.released(commune.NOON).exists()

    commune.recall(Story.objects.get(pk=air_only.programme.story_id))

    assert not listening.released(commune.NOON).exists()


def test_a_story_for_the_air_is_heard_once_it_was_played(client: Client, air_only: Recording) -> None:
    assert status_of(client, air_only) == 404

    commune.airing(air_only, status=AiringStatus.PLAYED)

    assert status_of(client, air_only) == 200


@pytest.mark.parametrize("status", [status for status in AiringStatus if status != AiringStatus.PLAYED])
def test_only_a_confirmed_play_opens_it(client: Client, air_only: Recording, status: AiringStatus) -> None:
    commune.airing(air_only, status=status)

    assert status_of(client, air_only) == 404


def test_a_play_of_another_file_opens_nothing(client: Client, air_only: Recording) -> None:
    commune.airing(air_only, media_sha256=commune.digest("another file"))

    assert status_of(client, air_only) == 404


def test_what_has_run_out_is_not_heard_again(client: Client, air_only: Recording) -> None:
    commune.airing(air_only)
    Programme.objects.filter(pk=air_only.programme_id).update(valid_until=commune.NOON - timedelta(minutes=1))

    assert status_of(client, air_only) == 404


def test_a_newer_version_of_a_story_is_not_read_with_the_old_voice(
    client: Client, story: Story, take: Recording
) -> None:
    story.title = "Nạo vét kênh mương (sửa)"
    approval = commune.approve(story)
    story.live_revision_id = approval.revision_id
    story.save()

    page = client.get(f"/tin-tuc/{story.slug}/").content.decode()

    assert "(sửa)" in page
    assert "data-player" not in page
    assert status_of(client, take) == 404


def test_a_lost_file_is_a_missing_page(client: Client, take: Recording) -> None:
    media.path_of(take.device_sha256).unlink()

    assert status_of(client, take) == 404


def test_a_newer_approved_version_takes_the_older_one_off_the_replays(air_only: Recording) -> None:
    commune.airing(air_only)
    assert listening.aired(commune.NOON).exists()

    commune.approve(Story.objects.get(pk=air_only.programme.story_id).specific)

    assert not listening.aired(commune.NOON).exists()


def test_a_play_of_another_file_of_the_same_master_is_heard_again(air_only: Recording) -> None:
    Rendition.objects.create(
        source_sha256=air_only.master_sha256,
        recipe="mp3-mono-64k",
        version=3,
        output_sha256="a" * 64,
        media_type="audio/mpeg",
        size_bytes=1,
    )
    commune.airing(air_only, media_sha256="a" * 64)

    (found,) = listening.aired(commune.NOON)

    assert found == air_only
    assert listening.zones_of([found])[found.pk]


def test_a_file_changed_on_the_disk_is_not_served(client: Client, take: Recording) -> None:
    assert status_of(client, take) == 200

    media.path_of(take.device_sha256).write_bytes(b"ID3 loi khac!")

    assert status_of(client, take) == 404
