"""A story's PDF and video on the boards: made in the background, shown only from the approved file, told when not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcast import board_files, erasing, intake, media, pipeline, problems, recipes, showing
from broadcast.boards import film
from broadcast.models import BoardItem, Rendition
from newsroom.models import Submission
from newsroom.verification import verify
from tests.broadcast.board_papers import film as film_bytes
from tests.broadcast.board_papers import kept, pdf, video_block
from tests.broadcast.boxes import body_of, box_in
from tests.broadcast.commune import Commune, newest
from tests.broadcast.pictures import picture

pytestmark = pytest.mark.django_db


def submitted(commune: Commune, now: datetime, **fields: Any) -> Submission:
    """Put a story for boards before the leader and take it in."""
    submission = commune.submit(on_air=False, **fields)
    intake.sweep(now)
    return submission


def approved(commune: Commune, now: datetime, **fields: Any) -> BoardItem:
    """Return the item of an approved story for boards."""
    submission = submitted(commune, now, **fields)
    commune.approve(submission)
    pipeline.sweep(now)
    return BoardItem.objects.get(submission=submission)


def with_document(**fields: Any) -> dict[str, Any]:
    return {"board_shows": "document", "body": [("document", kept("lich.pdf", pdf(2)))]} | fields


def make_all(now: datetime) -> None:
    while board_files.make_next(now):
        pass


def test_the_pages_of_an_approved_document_stand_in_the_signed_plan(commune: Commune, now: datetime) -> None:
    item = approved(commune, now, **with_document())
    assert newest(commune.zones[0]).board == ()
    assert not any("held back" in each.sentence for each in problems.problems(commune.station, now=now))

    make_all(now)
    pipeline.sweep(now)

    manifest = newest(commune.zones[0])
    [shown] = manifest.board
    assert shown.item == str(item.uuid)
    assert len(shown.pages) == 2
    assert shown.picture == shown.pages[0].media
    assert shown.seconds == sum(page.seconds for page in shown.pages)
    assert {manifest.media[page.media].type for page in shown.pages} == {"image/webp"}
    assert {manifest.media[page.media].duration_ms for page in shown.pages} == {None}
    answer = box_in(commune, commune.zones[0], now=now).get(f"media/{shown.pages[1].media}")
    assert body_of(answer) == media.path_of(shown.pages[1].media).read_bytes()


def test_nothing_of_a_document_is_released_before_the_approval(commune: Commune, now: datetime) -> None:
    submitted(commune, now, **with_document())

    make_all(now)
    pipeline.sweep(now)

    assert Rendition.objects.filter(recipe=recipes.BOARD_PAGE).count() == 2
    assert newest(commune.zones[0]).board == ()


BREACHES: dict[str, Callable[[BoardItem], Any]] = {
    "another file": lambda item: BoardItem.objects.filter(pk=item.pk).update(source_sha256="0" * 64),
    "a page's file": lambda _item: media.path_of(
        Rendition.objects.get(recipe=recipes.BOARD_PAGE, about="2/2").output_sha256
    ).write_bytes(b"khac"),
    "a page that is gone": lambda _item: Rendition.objects.get(
        recipe=recipes.BOARD_PAGE, about="2/2"
    ).delete(),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_document_that_is_not_the_approved_one_leaves_the_boards(
    commune: Commune, now: datetime, breach: str
) -> None:
    item = approved(commune, now, **with_document())
    make_all(now)
    pipeline.sweep(now)
    assert len(newest(commune.zones[0]).board) == 1

    BREACHES[breach](item)
    pipeline.sweep(now)

    assert newest(commune.zones[0]).board == ()


def test_a_locked_document_is_told_once_and_other_notices_go_on(commune: Commune, now: datetime) -> None:
    locked = kept("khoa.pdf", pdf(1, password="bi-mat"))
    approved(commune, now, **with_document(body=[("document", locked)]))
    commune.approve(submitted(commune, now, title="Tin khác"))

    make_all(now)
    pipeline.sweep(now)

    assert len(newest(commune.zones[0]).board) == 1
    assert not board_files.make_next(now)
    [told] = [each for each in problems.problems(commune.station, now=now) if "held back" in each.sentence]
    assert "password" in told.sentence


def test_a_film_is_made_small_and_silent_and_its_captions_go_with_it(
    commune: Commune, now: datetime, tmp_path: Path
) -> None:
    big = film_bytes(tmp_path, seconds=1, size="1920x1080")
    approved(commune, now, board_shows="film", body=[video_block(big)])

    make_all(now)
    pipeline.sweep(now)

    manifest = newest(commune.zones[0])
    [shown] = manifest.board
    assert shown.film is not None
    assert manifest.media[shown.film.media].type == "video/mp4"
    assert manifest.media[shown.film.media].duration_ms == pytest.approx(1000, abs=120)
    assert shown.film.captions is not None
    assert media.path_of(shown.film.captions).read_text().startswith("WEBVTT")
    assert shown.picture is not None  # the still, for boards that know no films


def test_a_film_that_is_too_long_is_refused_before_it_is_made(
    commune: Commune, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "MOST_SECONDS", 1)
    item = approved(
        commune, now, board_shows="film", body=[video_block(film_bytes(tmp_path, seconds=2), captions="")]
    )

    make_all(now)

    item.refresh_from_db()
    assert item.fault == "too_long"
    assert not Rendition.objects.filter(recipe=recipes.BOARD_FILM).exists()


def test_a_countdown_ends_at_its_moment_and_not_before(commune: Commune, now: datetime) -> None:
    moment = now + timedelta(days=3)
    approved(commune, now, board_shows="countdown", countdown_to=moment, board_picture=picture())

    [shown] = newest(commune.zones[0]).board
    assert shown.counts_to == shown.shown_until == moment

    assert len(showing.board_items(moment - timedelta(seconds=1))) == 1
    assert showing.board_items(moment) == []


def test_a_moment_that_was_changed_after_the_approval_is_not_counted_to(
    commune: Commune, now: datetime
) -> None:
    item = approved(commune, now, board_shows="countdown", countdown_to=now + timedelta(days=3))

    BoardItem.objects.filter(pk=item.pk).update(counts_to=now + timedelta(days=2))
    pipeline.sweep(now)

    assert newest(commune.zones[0]).board == ()


@pytest.mark.parametrize(
    ("breach", "code"), [("another file", "board-differs"), ("a page's file", "sound-changed")]
)
def test_the_verification_names_a_document_that_is_not_the_approved_one(
    commune: Commune, now: datetime, breach: str, code: str
) -> None:
    item = approved(commune, now, **with_document())
    make_all(now)
    assert verify().faults == ()

    BREACHES[breach](item)

    assert [fault.code for fault in verify().faults] == [code]


def test_what_was_made_of_a_file_is_erased_with_its_story(commune: Commune, now: datetime) -> None:
    item = approved(commune, now, **with_document())
    make_all(now)

    gone = erasing.files([item.submission_id])

    assert {row.output_sha256 for row in board_files.made_of(item)} <= set(gone)
