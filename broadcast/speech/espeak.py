"""The offline voice: espeak-ng in a worker process of its own, started when it is first needed.

A plain child process with two pipes, not ``multiprocessing``: a django-q2 worker is daemonic and may not
have such children.
"""

import atexit
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from broadcast.speech.phrases import packed
from broadcast.speech.voice import Clip, SentenceRefused, VoiceUnavailable, is_speakable, speakable

WORDS_PER_MINUTE = 125
WORD_GAP = 3
VOLUME = 70  # at 100 the engine clips
MOST_CHARACTERS = 600
"""What is longer is given to the engine phrase by phrase: one very long call takes very much memory."""

_WORKER = Path(__file__).with_name("espeak_worker.py")
_ATTEMPTS = 2
_LEAST_SAMPLES = 1000


class _WorkerFailed(Exception):
    """The worker died, hung or answered nonsense."""


class EspeakVoice:
    """Speaks Vietnamese without any network; robotic, but always there."""

    name = "espeak"
    label = "Giọng máy ngoại tuyến (espeak)"
    synthetic = True
    leaves_machine = False

    def __init__(
        self,
        *,
        accent: str = "vi",
        timeout_s: float = 20.0,
        idle_s: float = 60.0,
        command: Sequence[str] | None = None,
    ) -> None:
        """``accent``: ``vi``, ``vi-vn-x-central`` or ``vi-vn-x-south``. ``command``: another worker."""
        settings = (accent, WORDS_PER_MINUTE, WORD_GAP, VOLUME, idle_s)
        self._command = command or (sys.executable, "-I", str(_WORKER), *map(str, settings))
        self._timeout_s = timeout_s
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()
        atexit.register(self.close)

    @property
    def worker_pid(self) -> int | None:
        """The process id of the running worker, None when there is none."""
        return self._worker.pid if self._worker and self._worker.poll() is None else None

    def speak(self, sentence: str) -> Clip:
        """Return the sound at 22,050 Hz; a worker that dies or hangs is replaced once before giving up."""
        text = speakable(sentence)
        if not is_speakable(text):
            raise SentenceRefused("Câu này không có chữ để đọc.")
        self._leave_parents_worker()
        with self._lock:
            clips = [self._speak_piece(piece) for piece in packed(text, MOST_CHARACTERS)]
        return Clip(samples=np.concatenate([clip.samples for clip in clips]), rate=clips[0].rate)

    def close(self) -> None:
        """End the worker; the next sentence starts another."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        if self._owner == os.getpid():
            worker.kill()
            worker.wait()
        _let_go(worker)

    def _speak_piece(self, text: str) -> Clip:
        for _ in range(_ATTEMPTS):
            try:
                rate, payload = self._ask(text.encode())
            except _WorkerFailed:
                self.close()
                continue
            if not rate or len(payload) < 2 * _LEAST_SAMPLES:
                raise SentenceRefused("Giọng máy ngoại tuyến không đọc được câu này.")
            return Clip(samples=np.frombuffer(payload, dtype=np.int16), rate=rate)
        raise VoiceUnavailable("Giọng máy ngoại tuyến không chạy được trên máy chủ này.")

    def _ask(self, text: bytes) -> tuple[int, bytes]:
        source, target = self._pipes()
        deadline = time.monotonic() + self._timeout_s
        try:
            os.write(target, struct.pack(">I", len(text)) + text)
        except OSError as gone:
            raise _WorkerFailed from gone
        rate, length = struct.unpack(">II", _read(source, 8, deadline))
        return rate, _read(source, length, deadline)

    def _pipes(self) -> tuple[int, int]:
        """Return where answers come from and where requests go to, with a living worker at the other end."""
        if self.worker_pid is None:
            self.close()
            self._worker = self._start()
        assert self._worker and self._worker.stdout and self._worker.stdin
        return self._worker.stdout.fileno(), self._worker.stdin.fileno()

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                self._command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                close_fds=True,
                start_new_session=True,  # Ctrl-C is for the server; the worker ends with its input
            )
        except OSError as fault:
            raise _WorkerFailed from fault

    def _leave_parents_worker(self) -> None:
        """After a fork the worker belongs to the parent: two askers on one pipe would swap sounds."""
        if self._owner == os.getpid():
            return
        self._lock = threading.Lock()
        self.close()
        self._owner = os.getpid()


def _let_go(worker: subprocess.Popen[bytes]) -> None:
    for pipe in (worker.stdin, worker.stdout):
        if pipe:
            pipe.close()
    if worker.returncode is None:
        worker.returncode = 0  # another process's child: nothing to wait for, nothing to warn about


def _read(descriptor: int, length: int, deadline: float) -> bytes:
    ready = select.poll()  # not select(), which knows no descriptor above 1023
    ready.register(descriptor, select.POLLIN)
    got = bytearray()
    while len(got) < length:
        left = deadline - time.monotonic()
        if left <= 0 or not ready.poll(left * 1000):
            raise _WorkerFailed("no answer in time")
        block = os.read(descriptor, length - len(got))
        if not block:
            raise _WorkerFailed("the worker has gone")
        got += block
    return bytes(got)
