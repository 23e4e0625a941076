"""The stand-in station that tests players: ours keeps every point, and each fault of a wrong one is found."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from broadcast.player.conformance import duties, refusing
from broadcast.player.conformance.__main__ import go_through
from broadcast.player.conformance.listening import listening
from broadcast.player.conformance.standin import StandIn
from broadcast.player.conformance.station import judge
from tests.broadcast.player.boxes import ROOT

JOINED, OURS = duties.CASES[:3], ["broadcast.player"]


@contextmanager
def player(module: list[str], folder: Path, *, port: int) -> Iterator[None]:
    """Run a player that calls the stand-in."""
    command = [sys.executable, "-m", *module, "--server", f"http://127.0.0.1:{port}", "--poll", "0.3"]
    command += ["--state", str(folder / "state"), "--sink", f"wav:{folder / 'wav'}", "--name", "Máy thử"]
    with (folder / "out.txt").open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.kill()
            process.wait(10)


def stand_in() -> StandIn:
    """Return a station in a hurry."""
    return StandIn(patience_s=12.0, lead_s=0.9, sound_s=0.3, grace_s=1.0, slack_s=0.5)


def test_our_player_keeps_every_point(tmp_path: Path) -> None:
    station, lines = stand_in(), list[str]()
    with listening(station, host="127.0.0.1", port=0) as port, player(OURS, tmp_path, port=port):
        results = judge(station, say=lines.append)

    assert [each for each in results if each.wrong] == []
    assert len(results) == 20
    assert all(line.startswith("[đạt]") for line in lines)


@pytest.mark.parametrize(
    ("fault", "point", "found"),
    [
        ("ignores_recalls", refusing.obeys_recalls, "vẫn phát nội dung đã bị thu hồi"),
        ("believes_anyone", refusing.refuses_forged_plans, "không được phép"),
        ("knows_no_night", refusing.keeps_quiet_hours, "đã phát trong giờ yên tĩnh"),
        ("starts_downloads_anew", duties.fetches_and_goes_on, "không tải tiếp phần còn thiếu"),
    ],
)
def test_a_wrong_player_is_found_out(
    tmp_path: Path, fault: str, point: Callable[[StandIn], None], found: str
) -> None:
    station = stand_in()
    wrong = ["tests.broadcast.player.wrong_player", fault]
    with listening(station, host="127.0.0.1", port=0) as port, player(wrong, tmp_path, port=port):
        results = go_through([*JOINED, point], station, say=lambda _line: None)

    assert [each.wrong for each in results[:-1]] == ["", "", ""]
    assert results[-1].name == point.__name__ and found in results[-1].wrong


def test_without_a_player_the_verdict_says_so() -> None:
    station = StandIn(patience_s=0.1)
    with listening(station, host="127.0.0.1", port=0):
        [result] = judge(station, say=lambda _line: None)

    assert result.wrong == "không thấy lời xin vào hợp lệ"
