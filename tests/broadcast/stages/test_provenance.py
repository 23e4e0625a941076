"""Each link from the served file back to the approval, tampered with in turn: it is held back, and the desk says so."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcast import media, pipeline, problems, recipes, remaking, web_sounds
from broadcast.audio.bed import Music
from broadcast.audio.encoding import Coding
from broadcast.models import BoardItem, Programme, Recording, Rendition
from newsroom.forms_of_story import frozen_path
from newsroom.models import Approval, ChainEntry, FrozenText
from tests import tampering
from tests.broadcast.boxes import body_of, box_in
from tests.broadcast.commune import Commune, newest
from tests.broadcast.pictures import picture
from tests.broadcast.stages.clips import approved_clip

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme in the signed plan, with a picture on the boards."""
    programme = commune.booked(now=now, board_picture=picture())
    pipeline.sweep(now)
    assert len(newest(commune.zones[0]).air) == len(newest(commune.zones[0]).board) == 1
    return programme


def take_of(programme: Programme) -> Recording:
    """Return the accepted take."""
    return programme.recordings.get()


def overwrite(sha256: str) -> None:
    """Put other bytes of the same length under a digest."""
    path = media.path_of(sha256)
    path.write_bytes(b"x" * path.stat().st_size)


def other_forms(programme: Programme, form: str, value: object) -> None:
    """Change what was frozen."""
    digest = programme.submission.text_digests[form]
    tampering.change(FrozenText(pk=digest), text=json.dumps(value))


def other_facts(kind: str, **changed: object) -> None:
    """Change what a link of the chain says."""
    entry = ChainEntry.objects.get(kind=kind)
    tampering.change(entry, facts_json=json.dumps(entry.facts | changed))


SOUND: dict[str, Callable[[Programme], Any]] = {
    "device file": lambda row: overwrite(take_of(row).device_sha256),
    "device file gone": lambda row: media.path_of(take_of(row).device_sha256).unlink(),
    "rendition of another source": lambda row: Rendition.objects.filter(
        output_sha256=take_of(row).device_sha256
    ).update(source_sha256="0" * 64),
    "unknown recipe": lambda row: Rendition.objects.filter(output_sha256=take_of(row).device_sha256).update(
        recipe="by-hand"
    ),
    "recipe from the future": lambda row: Rendition.objects.filter(
        output_sha256=take_of(row).device_sha256
    ).update(version=9),
    "master file": lambda row: overwrite(take_of(row).master_sha256),
    "master of the take": lambda row: row.recordings.update(master_sha256="1" * 64),
    "what the acceptance says": lambda _row: other_facts("acceptance", master="2" * 64),
    "which recording was accepted": lambda _row: other_facts("acceptance", recording=0),
    "what the approval says": lambda _row: other_facts("approval", digests={}),
    "digests of the approval": lambda row: tampering.change(Approval.objects.get(programme=row), digests={}),
    "frozen script": lambda row: other_forms(row, "script", "Lời khác."),
    "script": lambda row: Programme.objects.filter(pk=row.pk).update(script="Lời khác."),
    "spoken words": lambda row: Programme.objects.filter(pk=row.pk).update(spoken="Lời khác."),
}


@pytest.mark.parametrize("breach", SOUND)
def test_a_sound_with_a_broken_link_is_not_released_and_the_desk_says_so(
    commune: Commune, programme: Programme, now: datetime, breach: str
) -> None:
    SOUND[breach](programme)

    pipeline.sweep(now)

    assert newest(commune.zones[0]).air == ()
    assert any("is held back" in each.sentence for each in problems.problems(commune.station, now=now))


BOARD: dict[str, Callable[[BoardItem], Any]] = {
    "picture file": lambda item: overwrite(item.picture_sha256),
    "picture of another source": lambda item: Rendition.objects.filter(
        output_sha256=item.picture_sha256
    ).update(source_sha256="0" * 64),
    "lines": lambda item: BoardItem.objects.filter(pk=item.pk).update(lines=["Khác"]),
    "frozen board": lambda item: other_forms(
        item.submission.programme, "board", {"lines": [], "picture": None}
    ),
}


@pytest.mark.parametrize("breach", BOARD)
def test_a_notice_with_a_broken_link_is_not_shown_and_the_desk_says_so(
    commune: Commune, programme: Programme, now: datetime, breach: str
) -> None:
    BOARD[breach](BoardItem.objects.get())

    pipeline.sweep(now)

    assert newest(commune.zones[0]).board == ()
    assert any("is held back" in each.sentence for each in problems.problems(commune.station, now=now))


def test_a_device_gets_no_file_that_was_changed_on_the_disk(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    box = box_in(commune, commune.zones[0], now=now)
    address = f"media/{take_of(programme).device_sha256}"
    with closing(box.get(address)) as answer:
        assert answer.status_code == 200

    overwrite(take_of(programme).device_sha256)

    assert box.get(address).status_code == 404


def test_a_changed_opening_is_left_out_and_the_programme_is_heard(commune: Commune, now: datetime) -> None:
    clip = approved_clip(commune, now=now)
    commune.booked(now=now)
    pipeline.sweep(now)
    before = len(newest(commune.zones[0]).air)
    overwrite(clip.device_sha256)
    pipeline.sweep(now)

    assert (before, len(newest(commune.zones[0]).air)) == (2, 1)


# ------------------------------------------------------------------- recipes


@pytest.fixture
def newer_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count every recipe up, and encode without ffmpeg."""
    raised = {
        name: recipes.Recipe(name=name, version=recipe.version + 1, media_type=recipe.media_type)
        for name, recipe in recipes.RECIPES.items()
    }
    monkeypatch.setattr(recipes, "RECIPES", raised)

    def encoded(master: Path, *, directory: Path, music: Music | None) -> Path:
        path = directory / "again.mp3"
        path.write_bytes(b"again " + master.read_bytes())
        return path

    def encoded_for_the_web(master: Path, *, metadata: str, coding: Coding, directory: Path) -> Path:
        path = directory / f"again{coding.suffix}"
        path.write_bytes(coding.suffix.encode() + metadata.encode() + master.read_bytes())
        return path

    monkeypatch.setattr(remaking, "device_sound", encoded)
    monkeypatch.setattr(web_sounds, "web_sound", encoded_for_the_web)


def test_a_new_recipe_moves_the_plan_over_without_a_new_approval(
    commune: Commune, programme: Programme, now: datetime, newer_recipe: None
) -> None:
    before = newest(commune.zones[0])
    pipeline.sweep(now)
    meanwhile = newest(commune.zones[0])

    made = remaking.remake(now)
    pipeline.sweep(now)

    after = newest(commune.zones[0])
    box = box_in(commune, commune.zones[0], now=now)
    assert meanwhile.air[0].media == before.air[0].media
    assert made == 5  # the sound, the picture, the frame, two sounds for the web
    assert after.air[0].media != before.air[0].media
    assert after.air[0].authority == before.air[0].authority
    assert after.air[0].starts_at == before.air[0].starts_at
    assert len(body_of(box.get(f"media/{after.air[0].media}"))) == after.media[after.air[0].media].bytes
    assert Approval.objects.count() == 1
    assert remaking.remake(now) == 0


def test_what_begins_within_minutes_keeps_the_file_that_boxes_have_fetched(
    commune: Commune, programme: Programme, now: datetime, newer_recipe: None
) -> None:
    late = now.replace(hour=16, minute=57)
    before = newest(commune.zones[0]).air[0].media
    remaking.remake(late)

    pipeline.sweep(late)
    pipeline.sweep(late + timedelta(minutes=3, seconds=1))

    assert newest(commune.zones[0]).air[0].media == before


def test_a_changed_source_is_never_made_again(
    commune: Commune, programme: Programme, now: datetime, newer_recipe: None
) -> None:
    overwrite(take_of(programme).master_sha256)
    frozen = programme.submission.forms["board"]["picture"]["sha256"]
    frozen_path(frozen).write_bytes(b"other")

    remaking.remake(now)

    newer = [row for row in Rendition.objects.all() if row.version == recipes.RECIPES[row.recipe].version]
    assert {row.recipe for row in newer} == {recipes.BOARD_FRAME}
