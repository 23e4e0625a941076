import pytest

from broadcast.speech.mp3_frames import NotMp3, duration_s
from tests.servers.google_voice import spoken_mp3

MP3 = spoken_mp3(50)


def test_duration_is_counted_from_the_frames() -> None:
    assert duration_s(MP3) == pytest.approx(3.5, abs=0.1)


def test_mp3s_one_behind_the_other_are_one_mp3() -> None:
    assert duration_s(MP3 + MP3) == pytest.approx(2 * duration_s(MP3))


def test_tags_before_and_behind_are_passed_over() -> None:
    id3v2 = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    id3v1 = b"TAG" + bytes(125)

    assert duration_s(id3v2 + MP3 + id3v1) == duration_s(MP3)


@pytest.mark.parametrize("cut", [1, 3, 50, 100])
def test_a_cut_last_frame_is_noticed(cut: int) -> None:
    with pytest.raises(NotMp3):
        duration_s(MP3[:-cut])


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\xff", b"\xff\xfb", bytes(5000), b"RIFF" * 500, b"ID3\x04", MP3 + bytes(500)]
)
def test_what_is_no_mp3_is_refused(data: bytes) -> None:
    with pytest.raises(NotMp3):
        duration_s(data)
