"""A stranger's PDF becomes pictures in a process of its own, and never takes the station with it."""

from pathlib import Path

import pytest
from PIL import Image

from broadcast.boards import pages
from tests.broadcast.board_papers import pdf


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "lich.pdf"
    path.write_bytes(pdf(2))
    return path


def test_every_page_is_drawn_wide_without_its_blank_margins(paper: Path, tmp_path: Path) -> None:
    drawn = pages.draw(paper, folder=tmp_path)

    assert len(drawn) == 2
    with Image.open(drawn[0].picture) as picture:
        assert picture.format == "WEBP"
        assert 1400 < picture.width <= 1440
        assert picture.height < picture.width  # eight rows of an A4 page: the blank rest of it is gone


def test_a_page_stands_as_long_as_it_is_read(paper: Path) -> None:
    assert [pages.seconds_for(letters) for letters in (0, 1, 360, 5000)] == [30, 12, 20, 60]
    assert all(20 <= seconds <= 26 for seconds in pages.look(paper))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(21, letters=5), "too_many"),
        (pdf(1, password="bi-mat"), "locked"),
        (pdf(1)[:300], "damaged"),
        (b"", "damaged"),
    ],
    ids=["too many", "locked", "cut", "empty"],
)
def test_what_cannot_be_shown_is_refused_by_name(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "la.pdf"
    path.write_bytes(data)

    with pytest.raises(pages.PagesRefused) as refused:
        pages.draw(path, folder=tmp_path)

    assert refused.value.code == code
