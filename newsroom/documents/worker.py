"""The process that parses a stranger's file under limits: bytes on stdin, JSON on stdout."""

import json
import resource
import sys

from newsroom.documents.encodings import decode
from newsroom.documents.letter import Letter
from newsroom.documents.refusal import DocumentRefused
from newsroom.documents.text_file import from_text
from newsroom.documents.wire import to_json
from newsroom.documents.word_file import from_docx

CPU_SECONDS = 20
ADDRESS_SPACE = 1_000_000_000


def parse(data: bytes, kind: str) -> Letter:
    """Parse the bytes in this process, without limits of its own."""
    return from_docx(data) if kind == "docx" else from_text(*decode(data))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer {"letter": …} or {"refused": code}."""
    _limit()
    answer: dict[str, object]
    try:
        answer = {"letter": to_json(parse(sys.stdin.buffer.read(), sys.argv[1]))}
    except DocumentRefused as refused:
        answer = {"refused": refused.code}
    except (MemoryError, RecursionError):
        answer = {"refused": "too_heavy"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
