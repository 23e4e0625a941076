"""Approved pictures at the exact pixels of a panel."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from broadcast.boards import panel_pictures
from broadcast.boards.scrolling import gif_of

RED, BLACK, WHITE = (255, 0, 0), (0, 0, 0), (255, 255, 255)


def saved(folder: Path, picture: Image.Image, kind: str = "png", **options: Any) -> Path:
    path = folder / f"anh.{kind}"
    picture.save(path, **options)
    return path


def test_a_picture_of_the_panel_s_pixels_keeps_every_one(tmp_path: Path) -> None:
    drawn = Image.radial_gradient("L").resize((96, 32)).convert("RGB")
    path = saved(tmp_path, drawn)

    assert panel_pictures.can_show(path, size=(96, 32))
    assert panel_pictures.fitted(path, size=(96, 32)).tobytes() == drawn.tobytes()


def test_black_and_white_keeps_every_pixel_in_two_colours(tmp_path: Path) -> None:
    drawn = Image.new("1", (64, 16))
    for column in range(0, 64, 3):
        drawn.putpixel((column, column % 16), 1)
    path = saved(tmp_path, drawn)

    assert panel_pictures.one_bit(panel_pictures.fitted(path, size=(64, 16))).tobytes() == drawn.tobytes()


def test_shades_become_dots_of_the_same_brightness(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("L", (128, 64), 64))

    dots = panel_pictures.one_bit(panel_pictures.fitted(path, size=(128, 64)))

    lit = sum(1 for each in dots.convert("L").tobytes() if each) / (128 * 64)
    assert lit == pytest.approx(64 / 255, abs=0.02)


def test_a_tall_panel_shows_another_picture_whole_and_a_low_one_leaves_it_out(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGB", (400, 400), RED))

    assert not panel_pictures.can_show(path, size=(128, 32))
    assert panel_pictures.can_show(path, size=(128, 64))
    picture = panel_pictures.fitted(path, size=(128, 64))
    assert picture.size == (128, 64)
    assert [picture.getpixel((column, 32)) for column in (10, 64, 117)] == [BLACK, RED, BLACK]


def test_what_is_see_through_is_dark(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGBA", (64, 16), (255, 255, 255, 0)))

    assert not any(panel_pictures.fitted(path, size=(64, 16)).tobytes())


def test_a_moving_picture_keeps_its_frames_and_their_times(tmp_path: Path) -> None:
    pictures = [Image.new("RGB", (64, 16), colour) for colour in (RED, WHITE, BLACK)]
    path = saved(
        tmp_path,
        pictures[0],
        "gif",
        save_all=True,
        append_images=pictures[1:],
        duration=[100, 300, 1],
        loop=0,
    )

    frames = list(panel_pictures.frames(path, size=(64, 16)))

    assert [frame.picture.getpixel((5, 5)) for frame in frames] == [RED, WHITE, BLACK]
    assert [frame.lasts_ms for frame in frames][:2] == [100, 300]
    with Image.open(io.BytesIO(gif_of(frames))) as made:
        assert made.size == (64, 16)
        assert getattr(made, "n_frames", 1) == 3
