"""A live talk over the wire: pieces come one by one, listeners get MP3 that sounds, and the end is the end."""

import http.client
import threading
from contextlib import closing
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from broadcast.livesound.pieces import MOST_PIECE, WEBM, NotSound, Pieces
from tests.broadcast.doorbell.test_doorbell import Running
from tests.broadcast.livesound.conftest import TOKEN
from tests.broadcast.player.boxes import until


def cut(webm: bytes, count: int) -> list[bytes]:
    size = len(webm) // count + 1
    return [webm[at : at + size] for at in range(0, len(webm), size)]


def listen(door: Running, heard: bytearray, token: str = TOKEN) -> int:
    """Listen to the end of a talk; return the status."""
    with closing(http.client.HTTPConnection("127.0.0.1", door.port, timeout=30)) as line:
        line.request("GET", f"/api/device/v1/live/{token}.mp3")
        answer = line.getresponse()
        while block := answer.read1(4096):
            heard += block
        return answer.status


def samples(mp3: bytes) -> np.ndarray:
    decoded = miniaudio.decode(mp3, nchannels=1, sample_rate=44_100)
    return np.frombuffer(decoded.samples, dtype=np.int16).astype(float)


def test_two_listeners_hear_the_pieces_as_they_come(door: Running, talk: Pieces, webm: bytes) -> None:
    heard = [bytearray(), bytearray()]
    first, *rest = cut(webm, 8)
    talk.put(0, first)
    threads = [threading.Thread(target=listen, args=(door, each), daemon=True) for each in heard]
    for thread in threads:
        thread.start()
    for number, piece in enumerate(rest[:-1], start=1):
        talk.put(number, piece)
    until(lambda: all(len(each) > 8000 for each in heard), "both hear something before the end")

    talk.put(7, rest[-1])
    talk.end()
    for thread in threads:
        thread.join(20)

    for each in heard:
        sound = samples(bytes(each))
        assert len(sound) > 5 * 44_100
        assert np.sqrt((sound[44_100:-44_100] ** 2).mean()) > 500
        spectrum = np.abs(np.fft.rfft(sound[44_100 : 2 * 44_100]))
        assert int(spectrum.argmax()) == pytest.approx(440, abs=3)


def test_who_comes_later_hears_the_newest_and_not_the_beginning(
    door: Running, talk: Pieces, webm: bytes
) -> None:
    early, late = bytearray(), bytearray()
    pieces = cut(webm, 8)
    for number, piece in enumerate(pieces[:6]):
        talk.put(number, piece)
    thread = threading.Thread(target=listen, args=(door, early), daemon=True)
    thread.start()
    until(lambda: len(early) > 30_000, "four seconds were handed out")
    second = threading.Thread(target=listen, args=(door, late), daemon=True)
    second.start()
    until(lambda: len(late) > 0, "the second one hears something")

    for number, piece in enumerate(pieces[6:], start=6):
        talk.put(number, piece)
    talk.end()
    thread.join(20)
    second.join(20)

    assert len(samples(bytes(late))) < 0.7 * len(samples(bytes(early)))


@pytest.mark.parametrize("token", ["cd" * 32, "nonsense", "../../keys"])
def test_who_does_not_know_the_token_hears_nothing(door: Running, talk: Pieces, token: str) -> None:
    heard = bytearray()

    assert listen(door, heard, token) in (401, 404)
    assert bytes(heard) in (b"", b"{}")


def test_what_ended_is_not_handed_out_again(door: Running, talk: Pieces, webm: bytes) -> None:
    talk.put(0, webm)
    talk.end()

    assert listen(door, bytearray()) == 404


@pytest.mark.parametrize("data", [b"", b"RIFF....", WEBM + bytes(MOST_PIECE)])
def test_what_is_no_piece_is_not_kept(talk: Pieces, data: bytes) -> None:
    with pytest.raises(NotSound):
        talk.put(0, data)

    assert talk.read(0) is None


def test_the_record_is_every_piece_in_its_order(talk: Pieces, webm: bytes, tmp_path: Path) -> None:
    for number, piece in enumerate(cut(webm, 8)):
        talk.put(number, piece)

    talk.join(tmp_path / "record.webm", count=8)

    assert (tmp_path / "record.webm").read_bytes() == webm


def test_a_folder_has_no_other_name_than_a_token(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="token"):
        Pieces(tmp_path, "../../keys")
