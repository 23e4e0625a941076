"""Reads a document: a file in a child process under limits, a pasted text here."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsroom.documents.letter import Letter
from newsroom.documents.refusal import DocumentRefused
from newsroom.documents.sniff import kind_of
from newsroom.documents.text_file import from_text
from newsroom.documents.wire import from_json

WALL_SECONDS = 30
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")


def read_document(data: bytes, *, filename: str) -> Letter:
    """Parse a .docx or .txt file in a process of its own; raises DocumentRefused."""
    kind = kind_of(data, filename=filename)
    answer = _ask_worker(data, kind)
    if "refused" in answer:
        raise DocumentRefused(str(answer["refused"]))
    return from_json(answer["letter"])


def read_pasted(text: str) -> Letter:
    """Understand a text that was pasted; raises DocumentRefused when it is empty or far too long."""
    if not text.strip():
        raise DocumentRefused("empty", "Chưa có nội dung nào được dán. Chép văn bản, dán vào ô rồi bấm lại.")
    return from_text(text)


def _ask_worker(data: bytes, kind: str) -> dict[str, Any]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "newsroom.documents.worker", kind],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={**environment, "PYTHONPATH": str(_ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentRefused("too_heavy") from None
    if done.returncode < 0:
        raise DocumentRefused("too_heavy")
    if done.returncode:
        raise DocumentRefused("damaged")
    return dict(json.loads(done.stdout))
