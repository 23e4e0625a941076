"""The verification sees what was done to recordings, to spoken and shown words, and what boxes and plans remember."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from broadcast import evidence, heads, media, problems
from broadcast.models import Acceptance, BoardItem, Device, Programme, Rendition
from broadcast.states import DeviceStatus
from newsroom.models import ChainEntry
from newsroom.verification import verify
from tests import factories, tampering
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def found() -> list[tuple[int, str]]:
    return [(fault.sequence, fault.code) for fault in verify().faults]


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme whose approval is link 1 and whose accepted recording is link 2."""
    return commune.accepted(now=now, board_picture=factories.make_picture())


def test_an_accepted_programme_agrees(programme: Programme) -> None:
    assert found() == []


def master(programme: Programme) -> None:
    media.path_of(Acceptance.objects.get().master_sha256).write_bytes(b"other sound")


def no_master(programme: Programme) -> None:
    media.path_of(Acceptance.objects.get().master_sha256).unlink()


def device_sound(programme: Programme) -> None:
    media.path_of(programme.recordings.get().device_sha256).write_bytes(b"other sound")


def foreign_sound(programme: Programme) -> None:
    sha256 = Acceptance.objects.get().master_sha256
    Rendition.objects.filter(source_sha256=sha256).update(source_sha256="a" * 64)


def other_master(programme: Programme) -> None:
    programme.recordings.update(master_sha256="a" * 64)


def other_spoken_words(programme: Programme) -> None:
    Programme.objects.update(spoken="Lời khác.")


def acceptance(programme: Programme) -> None:
    tampering.change(Acceptance.objects.get(), person_name="Người khác")


def no_acceptance(programme: Programme) -> None:
    tampering.remove(Acceptance.objects.get())


def script(programme: Programme) -> None:
    Programme.objects.update(script="Lời khác.")


def board_words(programme: Programme) -> None:
    BoardItem.objects.update(lines=["Lời khác"])


def board_picture(programme: Programme) -> None:
    media.path_of(BoardItem.objects.get().picture_sha256).write_bytes(b"another picture")


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (master, (2, "sound-changed")),
        (no_master, (2, "sound-missing")),
        (device_sound, (2, "sound-changed")),
        (foreign_sound, (2, "rendition-foreign")),
        (other_master, (2, "recording-changed")),
        (other_spoken_words, (2, "recording-changed")),
        (acceptance, (2, "row-changed")),
        (no_acceptance, (2, "row-removed")),
        (script, (1, "script-differs")),
        (board_words, (1, "board-differs")),
        (board_picture, (1, "sound-changed")),
    ],
)
def test_tampering_with_what_goes_out_is_named(
    programme: Programme, tamper: Callable[[Programme], None], named: tuple[int, str]
) -> None:
    tamper(programme)

    assert found() == [named]


# ------------------------------------------------------------------ heads that others saw


@pytest.fixture
def box(commune: Commune) -> Device:
    """Return a loudspeaker at work."""
    return Device.objects.create(
        kind=Device.Kind.LOUDSPEAKER,
        name="Cụm loa Đông",
        zone=commune.zones[0],
        public_key="k",
        status=DeviceStatus.ACTIVE,
        last_seen_at=timezone.now(),
    )


def links(number: int) -> list[ChainEntry]:
    return [evidence.append("epoch", {"number": each}, now=timezone.now()) for each in range(number)]


def said(commune: Commune) -> list[str]:
    return [
        each.sentence
        for each in problems.problems(commune.station, now=timezone.now())
        if "Data" in each.sentence
    ]


def test_the_highest_head_of_a_device_is_kept(box: Device) -> None:
    first, second = links(2)

    heads.note(box.pk, second.sequence, second.sha256)
    heads.note(box.pk, first.sequence, first.sha256)
    heads.note(box.pk, 0, "")

    box.refresh_from_db()
    assert (box.chain_sequence, box.chain_sha256) == (2, second.sha256)


def test_a_device_that_saw_more_than_there_is_tells_of_a_cut_tail(commune: Commune, box: Device) -> None:
    last = links(3)[-1]
    heads.note(box.pk, last.sequence, last.sha256)
    assert (found(), said(commune)) == ([], [])

    tampering.remove(last)

    assert found() == [(3, "tail-cut")]
    (sentence,) = said(commune)
    assert "Cụm loa Đông" in sentence


def test_a_device_that_knows_a_link_differently_is_believed_whatever_its_number(
    commune: Commune, box: Device
) -> None:
    all_links = links(3)
    heads.note(box.pk, 3, all_links[-1].sha256)

    heads.note(box.pk, 1, "b" * 64)

    assert found() == [(1, "head-other")]
    assert len(said(commune)) == 1


def test_a_revoked_device_is_not_asked(commune: Commune, box: Device) -> None:
    heads.note(box.pk, 9, "b" * 64)
    Device.objects.update(status=DeviceStatus.REVOKED)

    assert (found(), said(commune)) == ([], [])


def test_the_signed_plan_tells_of_a_cut_tail(commune: Commune, programme: Programme, now: datetime) -> None:
    last = links(1)[0]
    commune.released(now=now)

    tampering.remove(last)

    assert found() == [(3, "tail-cut"), (3, "tail-cut")]  # one for the plan of each zone
