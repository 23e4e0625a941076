"""Run the box: ``python -m broadcast.player --server URL --state DIR``."""

import os
import signal
import sys
from types import FrameType

from broadcast.player.board.server import PortTaken
from broadcast.player.box import AlreadyRunning, Box
from broadcast.player.diagnosis import diagnose
from broadcast.player.options import read_options


def main() -> int:
    """Run until SIGTERM or Ctrl-C; with ``--once`` do one round. Returns the exit status."""
    options = read_options(sys.argv[1:])
    if options.diagnose:
        return diagnose(options)
    try:
        box = Box(options)
    except AlreadyRunning:
        sys.stderr.write(f"Thư mục {options.state} đang được một chương trình khác dùng.\n")
        return 2
    if options.once:
        return 0 if box.once() else 1

    def stop(_number: int, _frame: FrameType | None) -> None:
        box.stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        box.run()
    except PortTaken:
        sys.stderr.write(
            f"Cổng {options.port} đang được chương trình khác dùng; chọn cổng khác bằng --port.\n"
        )
        return 2
    if box.is_restarting:
        os.execv(sys.executable, [sys.executable, "-m", "broadcast.player", *sys.argv[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
