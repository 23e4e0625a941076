"""People's voices survive our chain: a recogniser hears them in the device's MP3 as it heard them before.

Runs where the recogniser (viet-asr) and the six recorded people of the vieneu wheel are installed; neither is ours.
"""

import importlib.util
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from broadcast.audio import ffmpeg
from broadcast.audio.clip import Clip
from broadcast.audio.upload import from_upload
from broadcast.speech.recogniser import RATE, VietAsr

_WHEEL = importlib.util.find_spec("vieneu")
SAMPLES = Path(_WHEEL.origin).parent / "assets" / "samples" if _WHEEL and _WHEEL.origin else Path("/none")

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir() or importlib.util.find_spec("vietasr") is None,
    reason="the recogniser or the recorded people are not installed",
)


@pytest.fixture
def hearing() -> Iterator[VietAsr]:
    made = VietAsr()
    yield made
    made.close()


def words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text.lower()).split()


def errors(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Return how many words were changed, lost or added."""
    row = list(range(len(got) + 1))
    for number, word in enumerate(wanted, 1):
        diagonal, row[0] = row[0], number
        for column, other in enumerate(got, 1):
            best = min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other))
            diagonal, row[column] = row[column], best
    return row[-1]


def recorded(path: Path) -> Clip:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
        return Clip(samples=samples.reshape(-1, file.getnchannels())[:, 0].copy(), rate=file.getframerate())


def test_people_are_understood_after_the_chain_as_before(hearing: VietAsr, tmp_path: Path) -> None:
    said = before = after = 0
    for path in sorted(SAMPLES.glob("*.wav")):
        text = words(path.with_suffix(".txt").read_text(encoding="utf-8"))
        made = from_upload(path, directory=tmp_path / "made")
        mp3 = ffmpeg.decode_mp3(made.mp3.read_bytes(), rate=RATE)
        said += len(text)
        before += errors(text, words(hearing.hear(recorded(path))))
        after += errors(
            text, words(hearing.hear(Clip(samples=np.frombuffer(mp3, dtype=np.int16), rate=RATE)))
        )

    assert said > 60
    assert after / said <= before / said + 0.03, (said, before, after)
