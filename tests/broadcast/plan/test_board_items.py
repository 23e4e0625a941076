"""Pages, films and countdowns in the manifest: read back as written, refused when wrong, unknown to older boards."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from broadcast.plan import canonical
from broadcast.plan.board_items import BoardItem, Film, Page
from broadcast.plan.manifest import Malformed, Manifest, Media, parse
from broadcast.player.fetching import wanted_media
from tests.broadcast.plan import manifests

FILM, CAPTIONS, SECOND = "1" * 64, "2" * 64, "3" * 64


def full() -> Manifest:
    """Return a manifest whose boards show a document, a film and a countdown."""
    plain, media = manifests.manifest(), Media(bytes=9, type="image/png", duration_ms=None)
    item = manifests.board_item()
    shown: tuple[BoardItem, ...] = (
        replace(item, item=manifests.uuid(501), film=Film(media=FILM, captions=CAPTIONS)),
        replace(
            item,
            item=manifests.uuid(502),
            pages=(Page(media=manifests.PICTURE, seconds=20), Page(media=SECOND, seconds=12)),
        ),
        replace(item, item=manifests.uuid(503), counts_to=manifests.START + timedelta(hours=2)),
    )
    table = {**plain.media, **dict.fromkeys((FILM, CAPTIONS, SECOND), media)}
    return replace(plain, board=shown, media=table)


def as_fields() -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(canonical.to_bytes(full()))
    return fields


def test_what_boards_show_is_read_back_as_it_was_written() -> None:
    assert parse(canonical.to_bytes(full())) == full()


def test_a_plan_without_them_has_the_bytes_it_always_had() -> None:
    item = json.loads(canonical.to_bytes(manifests.manifest()))["board"][0]

    assert not {"pages", "film", "counts_to"} & set(item)


def test_no_picture_waits_for_a_film() -> None:
    assert wanted_media(full(), kind="board") == [manifests.PICTURE, CAPTIONS, SECOND, FILM]


REFUSED: list[tuple[str, Callable[[list[dict[str, Any]]], Any], str]] = [
    ("a film without its file", lambda b: b[0]["film"].pop("media"), "film.media"),
    ("a film that is not listed", lambda b: b[0]["film"].update(media="4" * 64), "not listed"),
    ("captions by name", lambda b: b[0]["film"].update(captions="loi.vtt"), "captions"),
    ("a page without time", lambda b: b[1]["pages"][0].update(seconds=0), "seconds"),
    ("a page that is not listed", lambda b: b[1]["pages"][1].update(media="4" * 64), "not listed"),
    ("too many pages", lambda b: b[1].update(pages=b[1]["pages"] * 31), "pages"),
    ("a moment without a zone", lambda b: b[2].update(counts_to="2026-11-22T10:00:00"), "counts_to"),
]


@pytest.mark.parametrize(("change", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_wrong_is_refused_by_its_name(
    change: Callable[[list[dict[str, Any]]], Any], message: str
) -> None:
    fields = as_fields()
    change(fields["board"])

    with pytest.raises(Malformed, match=message):
        parse(json.dumps(fields).encode())
