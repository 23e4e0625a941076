"""Addresses of mounts, what got through, and a line on which nothing moves."""

import threading
from collections.abc import Callable

import pytest

from broadcast.player.moments import SystemClock
from broadcast.player.options import read_options
from broadcast.player.stream import pump, session
from broadcast.player.stream.mount import BadMount, Mount, mount_of
from broadcast.player.stream.pump import Pump
from broadcast.player.stream.reach import Reach
from broadcast.player.stream.session import Session
from tests.broadcast.player.boxes import until

MOUNT = mount_of("icecast://source:bí%20mật@127.0.0.1/thon.mp3")


def test_an_address_says_where_as_whom_and_in_which_form() -> None:
    mount = mount_of("icecasts://xa:m%40t@nghe.example:8443/thon-dong.opus?kbps=48&name=Thôn+Đông")

    assert (mount.host, mount.port, mount.path, mount.is_secure) == (
        "nghe.example",
        8443,
        "/thon-dong.opus",
        True,
    )
    assert (mount.user, mount.password, mount.form, mount.kbps) == ("xa", "m@t", "opus", 48)
    assert mount.name == "Thôn Đông" and "m@t" not in mount.place
    assert (MOUNT.port, MOUNT.user, MOUNT.form, MOUNT.kbps) == (8000, "source", "mp3", 64)


@pytest.mark.parametrize(
    "address",
    [
        "icecast://source:x@may/thon",
        "icecast://source:x@may/thôn.mp3",
        "icecast://source@may/thon.mp3",
        "icecast://source:x@may:cổng/thon.mp3",
        "icecast://source:x@may/thon.mp3?kbps=9000",
        "icecast:///thon.mp3",
    ],
)
def test_an_address_that_cannot_be_one_ends_the_program_with_a_line(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadMount):
        mount_of(address)
    with pytest.raises(SystemExit):
        read_options(["--server", "http://dai", "--state", "x", "--sink", address], {})
    assert "luồng" in capsys.readouterr().err


def test_a_share_counts_every_gap_also_the_one_that_lasts() -> None:
    reach = Reach(now=0.0)
    reach.regain(10.0)
    reach.lose(20.0)
    reach.regain(22.0)
    reach.lose(30.0)

    shares = [reach.share(*each) for each in ((0, 10), (10, 20), (15, 25), (25, 35), (30, 40), (5, 5))]

    assert shares == [0.0, 1.0, 0.8, 0.5, 0.0, 1.0]


class Deaf:
    """A line that takes nothing and is noticed after ten seconds."""

    def __init__(self, mount: Mount) -> None:
        self.is_closed = threading.Event()

    def send(self, coded: bytes) -> None:
        raise TimeoutError

    def close(self) -> None:
        self.is_closed.set()


def running(made: Pump) -> Callable[[], None]:
    stop = threading.Event()
    thread = threading.Thread(target=made.run, args=(stop,), daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        made.end()
        thread.join(10)
        assert not thread.is_alive()

    return end


def test_a_line_that_died_silently_counts_as_lost_since_nothing_went_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str | None] = []
    monkeypatch.setattr(pump, "Source", Deaf)
    made = Pump(MOUNT, clock=SystemClock(), tell=told.append)
    end = running(made)
    until(lambda: told == [None], "a connection")
    now = SystemClock().monotonic()
    while told == [None]:
        made.offer(bytes(8820))

    end()

    assert told[1] == "mất kết nối"
    assert made.reach.share(now, now + 0.3) == 0.0


def test_a_line_that_takes_nothing_is_cut_and_offering_never_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "WAITING", 4)
    source = Deaf(MOUNT)
    made = Session(MOUNT, title="")
    made._source = source  # type: ignore[assignment]

    for _ in range(5):
        made.offer(bytes(2))

    assert source.is_closed.is_set()
    made.run(source)  # type: ignore[arg-type]
