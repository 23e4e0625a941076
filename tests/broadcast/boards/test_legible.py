"""What a writer is told before a board hangs there unread."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from broadcast.boards.contrast import contrast_of
from broadcast.boards.legible import hints

GOOD = ("Tiêm phòng dại cho chó, mèo", "8 giờ Thứ Bảy tại nhà văn hoá")


def poster(folder: Path, *, ink: str, paper: str) -> Path:
    """Draw a picture of broad strokes in two colours."""
    picture = Image.new("RGB", (400, 300), paper)
    draw = ImageDraw.Draw(picture)
    for row in range(20, 300, 40):
        draw.rectangle((40, row, 360, row + 15), fill=ink)
    path = folder / "ap-phich.png"
    picture.save(path)
    return path


@pytest.mark.parametrize(
    ("ink", "paper", "contrast"),
    [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48), ("#FFFF99", "#FFFFFF", 1.03)],
)
def test_the_contrast_is_that_of_the_standard(tmp_path: Path, ink: str, paper: str, contrast: float) -> None:
    assert contrast_of(poster(tmp_path, ink=ink, paper=paper)) == pytest.approx(contrast, rel=0.02)


def test_a_pale_picture_is_named_and_a_strong_one_is_not(tmp_path: Path) -> None:
    assert hints(GOOD, poster(tmp_path, ink="#14211C", paper="#FBF7F0")) == ()

    [told] = hints(GOOD, poster(tmp_path, ink="#E8E0C0", paper="#FFFFFF"))

    assert "1,3:1" in told


def test_a_text_that_nobody_reads_in_passing_is_named() -> None:
    assert hints(GOOD, None) == ()

    told = hints(("Mời bà con thôn Đông đi tiêm phòng dại cho chó, mèo vào sáng Thứ Bảy tuần này",) * 2, None)

    assert any("giây" in each for each in told)


def test_a_picture_that_is_no_picture_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "la.png"
    path.write_bytes(b"khong phai anh")

    assert hints(GOOD, path) == ()
