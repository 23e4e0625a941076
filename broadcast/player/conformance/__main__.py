"""Test a server: ``python -m broadcast.player.conformance URL``; a person confirms the code it shows."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from broadcast.player.conformance import claiming, serving
from broadcast.player.conformance.caller import Caller, Wrong
from broadcast.player.conformance.visit import Visit

LOOK = 2.0  # seconds between two looks whether the code was confirmed
Say = Callable[[str], object]
Tried = TypeVar("Tried")


@dataclass(frozen=True, kw_only=True)
class Result:
    """One case: its name, and what is wrong; empty when it holds."""

    name: str
    wrong: str


def examine(server: str, *, confirmed: Callable[[Visit], bool], say: Say) -> list[Result]:
    """Try every case against a server; ``confirmed`` returns when a person has let the device in, or False."""
    visit = Visit(caller=Caller(server=server))
    results = go_through(claiming.CASES, visit, say)
    if visit.code and confirmed(visit):
        return results + go_through(serving.CASES, visit, say)
    say("[HỎNG] Mã nhận máy không được xác nhận: các phép thử còn lại không làm được.")
    return [*results, Result(name="confirmed", wrong="không ai xác nhận")]


def go_through(cases: Iterable[Callable[[Tried], None]], tried: Tried, say: Say) -> list[Result]:
    """Try some cases, one after another; one that fails does not end the rest."""
    results = []
    for case in cases:
        wrong = ""
        try:
            case(tried)
        except Wrong as fault:
            wrong = str(fault)
        results.append(Result(name=case.__name__, wrong=wrong))
        say(f"{'[HỎNG]' if wrong else '[đạt] '} {case.__doc__}" + (f" -> {wrong}" if wrong else ""))
    return results


def wait_for_person(visit: Visit, *, patience_s: float, say: Say) -> bool:
    """Show the code and wait until the server serves the device and has ordered its zone."""
    say(f"Nhập mã {visit.code} ở Bàn phát thanh, mục Thiết bị. Đợi tối đa {patience_s:.0f} giây.")
    limit = time.monotonic() + patience_s
    while time.monotonic() < limit:
        try:
            reply = visit.caller.get("/orders")
            if reply.status == 200 and reply.fields()["orders"]:
                return True
        except Wrong:
            pass  # the case that follows says what is wrong
        time.sleep(LOOK)
    return False


def main() -> int:
    """Examine the server named on the command line; 0 when all holds."""
    parser = argparse.ArgumentParser(
        prog="python -m broadcast.player.conformance",
        description="Thử một máy chủ có giữ đúng giao thức thiết bị hay không (docs/PROTOCOL.md).",
        epilog="Máy thử xuất hiện như một thiết bị mới: xác nhận vào một khu vực thử, xong thì thu hồi.",
    )
    parser.add_argument("server", help="địa chỉ máy chủ, ví dụ https://loa.xa.example")
    parser.add_argument("--wait", type=float, default=300.0, help="số giây đợi người xác nhận mã")
    given = parser.parse_args()

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    results = examine(
        given.server.rstrip("/"),
        confirmed=lambda visit: wait_for_person(visit, patience_s=given.wait, say=say),
        say=say,
    )
    wrong = sum(bool(each.wrong) for each in results)
    say(f"{len(results) - wrong} phép thử đạt, {wrong} phép thử hỏng.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
