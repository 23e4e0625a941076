"""Where each sentence of a recording lies."""

import numpy as np
import pytest

from broadcast.audio.assembly import Chime, Part, Pause, Speech
from broadcast.audio.clip import Clip
from broadcast.timeline import timeline


def said(seconds: float) -> Speech:
    return Speech(Clip(samples=np.zeros(int(seconds * 1000), dtype=np.int16), rate=1000))


def test_sentences_follow_one_another_with_their_pauses() -> None:
    parts: list[Part] = [said(2), Pause(0.5), said(3), Pause(0.5)]

    assert timeline(parts, duration_s=6) == [(0, 2), (2.5, 5.5)]


def test_the_chime_before_them_takes_what_is_left() -> None:
    parts: list[Part] = [Chime("attention"), Pause(1), said(2), Pause(1)]

    assert timeline(parts, duration_s=9) == [(6, 8)]


def test_what_mastering_cut_is_spread() -> None:
    spans = timeline([said(4), Pause(1), said(5)], duration_s=9)

    assert spans[-1] == pytest.approx((4.5, 9))
