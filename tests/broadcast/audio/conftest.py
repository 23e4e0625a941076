"""A real bulletin by the offline voice, made once."""

from collections.abc import Iterator

import pytest

from broadcast.audio.assembly import Chime, Part, Pause, Speech, produce
from broadcast.audio.mastering import Produced
from broadcast.speech.espeak import EspeakVoice
from broadcast.speech.voice import Clip

BULLETIN = (
    "Kính thưa toàn thể nhân dân xã Lạc Phượng, sau đây là bản tin của đài truyền thanh xã.",
    "Ủy ban nhân dân xã thông báo lịch tiêm phòng dại cho đàn chó, mèo trên địa bàn năm thôn.",
    "Xin hết.",
)


@pytest.fixture(scope="session")
def clips() -> Iterator[tuple[Clip, ...]]:
    speaker = EspeakVoice()
    yield tuple(speaker.speak(sentence) for sentence in BULLETIN)
    speaker.close()


@pytest.fixture(scope="session")
def parts(clips: tuple[Clip, ...]) -> list[Part]:
    spoken: list[Part] = [part for clip in clips for part in (Speech(clip), Pause(0.6))]
    return [Chime("opening"), Pause(1), *spoken, Chime("closing")]


@pytest.fixture(scope="session")
def bulletin(parts: list[Part], tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produce(parts, directory=tmp_path_factory.mktemp("recordings"))
