"""python -m broadcast.text as a real process: bytes in, one line out for each line in."""

import json
import subprocess
import sys

import pytest

HOSTILE = b"\n".join(
    (
        "ngày 15/6/2026".encode(),
        b"",
        b"\xff\xfe b\xe1 UBND",
        "NUL \x00 hết".encode(),
        "một\u2028hai\x85ba\r".encode(),
        b"\x0b\x0c\x1c 5",
        "không xuống dòng".encode(),
    )
)


def spoken_by_process(written: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "broadcast.text", *options],
        input=written,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("options", [(), ("--json",), ("--trace",)])
def test_one_line_comes_out_for_each_line_in(options: tuple[str, ...]) -> None:
    done = spoken_by_process(HOSTILE, *options)

    assert done.returncode == 0
    assert done.stdout.count(b"\n") == HOSTILE.count(b"\n") + 1
    assert all(len(line.splitlines()) <= 1 for line in done.stdout.decode("utf-8").split("\n"))


def test_the_spoken_line_is_the_reading() -> None:
    done = spoken_by_process("Họp ngày 15/6/2026.\n".encode())

    assert done.stdout.decode() == "Họp ngày mười lăm tháng sáu năm hai nghìn không trăm hai mươi sáu.\n"


def test_json_tells_spans_and_questions() -> None:
    done = spoken_by_process("Xem TT nhé ngày 22/5//2026\n".encode(), "--json")

    reading = json.loads(done.stdout)
    assert set(reading) == {"written", "spoken", "spans", "questions"}
    assert [span["rule"] for span in reading["spans"]] == ["sense", "date"]
    assert [question["written"] for question in reading["questions"]] == ["TT", "22/5//2026"]


def test_trace_names_the_rule_and_the_characters() -> None:
    done = spoken_by_process(b"Km 215+300\n", "--trace")

    assert done.stderr.decode().startswith("0-10\tkilometre_post\t'Km 215+300'")


def test_nothing_in_gives_nothing_out() -> None:
    assert spoken_by_process(b"").stdout == b""


def test_a_line_of_a_megabyte_is_one_line() -> None:
    line = "Họp lúc 14h00 ngày 5/8/2026 tại UBND xã. ".encode() * 20_000

    done = spoken_by_process(line + b"\nxong\n")

    assert done.stdout.count(b"\n") == 2
    assert done.stdout.endswith(b"xong\n")
