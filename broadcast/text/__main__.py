"""Read lines aloud on paper: written lines in, exactly one spoken line out for each."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import BinaryIO

from broadcast.text.reader import read
from broadcast.text.reading import Reading


def written_lines(source: BinaryIO) -> Iterator[str]:
    """UTF-8 lines ended by a line feed alone; broken bytes become U+FFFD."""
    for line in source:
        yield line.removesuffix(b"\n").decode("utf-8", errors="replace")


def as_line(reading: Reading, *, in_json: bool) -> str:
    """One line without any character that some reader takes for a line's end."""
    if in_json:
        return json.dumps(asdict(reading), ensure_ascii=True)
    return " ".join(reading.spoken.split())


def trace_of(reading: Reading) -> str:
    """Which rule read which characters, one line for each span."""
    return "".join(
        f"{one.start}-{one.end}\t{one.rule}\t{one.written!r} -> {one.spoken!r}\n" for one in reading.spans
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Spoken lines go to standard output, the trace to standard error."""
    parser = argparse.ArgumentParser(prog="python -m broadcast.text", description=__doc__)
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line: written, spoken, spans, questions"
    )
    parser.add_argument(
        "--trace", action="store_true", help="say on standard error which rule read which characters"
    )
    options = parser.parse_args(arguments)
    for line in written_lines(sys.stdin.buffer):
        reading = read(line)
        sys.stdout.buffer.write(
            as_line(reading, in_json=options.json).encode("utf-8", errors="replace") + b"\n"
        )
        if options.trace:
            sys.stderr.buffer.write(trace_of(reading).encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
