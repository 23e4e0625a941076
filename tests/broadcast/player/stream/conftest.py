"""The cast: a real Icecast, a way into it, and a listener."""

import http.client
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.broadcast.player.boxes import until
from tests.servers.icecast import PASSWORD, Icecast, icecast


@pytest.fixture(scope="module")
def server() -> Iterator[Icecast]:
    with icecast() as server:
        yield server


def address(server: Icecast, path: str, *, password: str = PASSWORD) -> str:
    return f"icecast://source:{quote(password)}@127.0.0.1:{server.port}{path}"


class Listener:
    """Listens to a mount from the moment it is made until ``stop``; then ``coded`` is all it heard."""

    def __init__(self, server: Icecast, path: str) -> None:
        until(lambda: path in server.mounts(), "the mount")
        self._line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        self._line.request("GET", path)
        self._answer = self._line.getresponse()
        assert self._answer.status == 200
        self.coded = bytearray()
        self._thread = threading.Thread(target=self._hear, daemon=True)
        self._thread.start()

    def _hear(self) -> None:
        with suppress(OSError, http.client.HTTPException, ValueError):
            while piece := self._answer.read1(4096):
                self.coded += piece

    def stop(self) -> None:
        self._line.sock and self._line.sock.close()
        self._answer.close()
        self._thread.join(10)

    def samples(self) -> NDArray[np.int16]:
        """Return what was heard, at 44,100 Hz."""
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "pipe:0"]
        command += ["-f", "s16le", "-ar", "44100", "-ac", "1", "pipe:1"]
        done = subprocess.run(command, input=bytes(self.coded), capture_output=True, timeout=60, check=False)
        return np.frombuffer(done.stdout, dtype="<i2")


@contextmanager
def listening(server: Icecast, path: str) -> Iterator[Listener]:
    listener = Listener(server, path)
    try:
        yield listener
    finally:
        listener.stop()
