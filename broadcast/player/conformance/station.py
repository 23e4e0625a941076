"""Test a player: ``python -m broadcast.player.conformance.station PORT`` is a station to it, and judges it."""

import argparse
import sys

from broadcast.player.conformance import duties, refusing
from broadcast.player.conformance.__main__ import Result, Say, go_through
from broadcast.player.conformance.listening import listening
from broadcast.player.conformance.standin import StandIn


def judge(station: StandIn, *, say: Say) -> list[Result]:
    """Go through the script with the player that comes; without one, only the first point is judged."""
    results = go_through(duties.CASES[:1], station, say)
    if results[0].wrong:
        return results
    sounds = station.kind == "loudspeaker"
    results += go_through(duties.CASES[1:], station, say)
    results += go_through(duties.SOUNDING if sounds else (), station, say)
    results += go_through(refusing.CASES, station, say)
    results += go_through(refusing.SOUNDING if sounds else (), station, say)
    results += go_through(duties.LAST, station, say)
    return results + go_through(refusing.LAST if sounds else refusing.LAST[:1], station, say)


def main() -> int:
    """Be a station on the port of the command line; 0 when the player keeps every point."""
    parser = argparse.ArgumentParser(
        prog="python -m broadcast.player.conformance.station",
        description="Đóng vai đài để thử một máy phát của bất kỳ hãng nào (docs/PROTOCOL.md).",
        epilog="Máy phát phải ở trạng thái mới, chưa thuộc đài nào. Âm thanh thử là im lặng.",
    )
    parser.add_argument("port", type=int, help="cổng mà máy phát gọi tới, ví dụ 8099")
    parser.add_argument("--host", default="0.0.0.0", help="địa chỉ nghe (mặc định: mọi địa chỉ)")
    parser.add_argument("--patience", type=float, default=90.0, help="số giây đợi máy ở mỗi điểm")
    parser.add_argument("--lead", type=float, default=20.0, help="số giây từ khi có lịch tới giờ phát")
    given = parser.parse_args()

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    station = StandIn(patience_s=given.patience, lead_s=given.lead)
    with listening(station, host=given.host, port=given.port) as port:
        say(f"Đài thử nghe ở cổng {port}. Cho máy phát gọi tới http://ĐỊA_CHỈ_MÁY_NÀY:{port}")
        results = judge(station, say=say)
    wrong = sum(bool(each.wrong) for each in results)
    say(f"{len(results) - wrong} điểm đạt, {wrong} điểm hỏng.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
