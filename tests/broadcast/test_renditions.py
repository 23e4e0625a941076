"""Files made of approved ones: what a board gets is what was drawn."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytest_django import Settings

from broadcast import media, renditions
from broadcast.boards.panel import panel_picture

LINES = ["Lịch tiêm phòng dại:", "sáng 12/3 tại nhà văn hoá"]


@pytest.mark.django_db
def test_a_frame_is_kept_pixel_by_pixel(settings: Settings, tmp_path: Path) -> None:
    settings.BROADCAST_MEDIA = tmp_path

    with Image.open(media.path_of(renditions.frame(LINES))) as kept:
        shown = np.asarray(kept.convert("RGB"))

    drawn = panel_picture(
        LINES,
        size=renditions.FRAME_SIZE,
        ink=renditions.PAPER,
        ground=renditions.GROUND,
        margin=renditions.FRAME_MARGIN,
    )
    assert np.array_equal(shown, np.asarray(drawn))
