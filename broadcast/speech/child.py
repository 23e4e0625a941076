"""A worker process for an engine: started when first asked, replaced when it dies or hangs, never shared by a fork.

A plain child process with two pipes, not ``multiprocessing``: a django-q2 worker is daemonic and may not have such
children. Request: length, bytes. Answer: a status number, length, bytes.
"""

import atexit
import os
import select
import struct
import subprocess
import threading
import time
from collections.abc import Sequence

_ATTEMPTS = 2


class ChildFailed(Exception):
    """The worker died, hung or answered nonsense, twice."""


class _Failed(Exception):
    """It happened once."""


class Child:
    """Asks one worker at a time; safe to call from several threads."""

    def __init__(self, command: Sequence[str], *, timeout_s: float) -> None:
        """``timeout_s`` is how long one answer may take, the start of the worker included."""
        self._command = tuple(command)
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """The process id of the running worker, None when there is none."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Return the status and the bytes that the worker answers, or raise ``ChildFailed``."""
        self._leave_parents_worker()
        with self._lock:
            for _ in range(_ATTEMPTS):
                try:
                    return self._ask(request)
                except _Failed:
                    self.close()
        raise ChildFailed

    def close(self) -> None:
        """End the worker; the next request starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._owner == os.getpid():
            process.kill()
            process.wait()
        _let_go(process)

    def _ask(self, request: bytes) -> tuple[int, bytes]:
        source, target = self._pipes()
        deadline = time.monotonic() + self._timeout_s
        try:
            _write(target, struct.pack(">I", len(request)) + request)
        except OSError as gone:
            raise _Failed from gone
        status, length = struct.unpack(">II", _read(source, 8, deadline))
        return status, _read(source, length, deadline)

    def _pipes(self) -> tuple[int, int]:
        """Return where answers come from and where requests go to, with a living worker at the other end."""
        if self.pid is None:
            self.close()
            self._process = self._start()
        assert self._process and self._process.stdout and self._process.stdin
        return self._process.stdout.fileno(), self._process.stdin.fileno()

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
            raise _Failed from fault

    def _leave_parents_worker(self) -> None:
        """After a fork the worker belongs to the parent: two askers on one pipe would swap answers."""
        if self._owner == os.getpid():
            return
        self._lock = threading.Lock()
        self.close()
        self._owner = os.getpid()


def _let_go(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    if process.returncode is None:
        process.returncode = 0  # another process's child: nothing to wait for, nothing to warn about


def _write(descriptor: int, request: bytes) -> None:
    view = memoryview(request)
    while view:
        view = view[os.write(descriptor, view) :]


def _read(descriptor: int, length: int, deadline: float) -> bytes:
    ready = select.poll()  # not select(), which knows no descriptor above 1023
    ready.register(descriptor, select.POLLIN)
    got = bytearray()
    while len(got) < length:
        left = deadline - time.monotonic()
        if left <= 0 or not ready.poll(left * 1000):
            raise _Failed("no answer in time")
        block = os.read(descriptor, length - len(got))
        if not block:
            raise _Failed("the worker has gone")
        got += block
    return bytes(got)
