"""The demo's film: small, playable everywhere, with captions that follow the voice."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from broadcast import voices
from broadcast.speech import Clip
from cms.demo.content import FILM
from cms.seeding import film
from newsroom import video_files


def test_a_film_is_small_and_what_uploads_are_asked_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "offline", lambda: "silent")
    picture = tmp_path / "picture.png"
    Image.new("RGB", (1080, 1351), "#a8201a").save(picture)

    made = film.make(picture, FILM.sentences)

    assert 1_000 < len(made.mp4) < 400_000
    for name, data in (("a.mp4", made.mp4), ("a.vtt", made.vtt)):
        file = io.BytesIO(data)
        file.name, file.size = name, len(data)  # type: ignore[attr-defined]
        video_files.check(file)


def test_each_caption_stands_while_its_sentence_is_heard() -> None:
    clips = [Clip(samples=np.zeros(samples, np.int16), rate=1000) for samples in (1500, 61_000)]

    assert film.captions(["Một.", "Hai."], clips) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nMột.\n\n00:00:01.500 --> 00:01:02.500\nHai.\n"
    )
