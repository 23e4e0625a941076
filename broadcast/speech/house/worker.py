"""The process in which the network runs, run as a script by ``child.py``; it imports nothing of the project.

It holds some 400 MB, so it lives alone and leaves when nothing was asked for a while. Requests come on standard
input (length, JSON score), answers go to standard output (rate in Hz, length, float32 samples); rate 0 means
that the bytes are a reason. It ends when its input ends.

    worker.py FOLDER_OF_PARTS STYLE.npy THREADS IDLE_SECONDS
"""

import json
import os
import select
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

RATE = 24_000
VOICED_HZ = 80.0
"""Where the network itself sings lower than this, it does not sing: consonants and edges stay as they are."""

Array = NDArray[Any]


class Network:
    """The three parts in a row, with our durations after the first and our pitch after the second."""

    def __init__(self, folder: Path, style: Path, *, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        # The same sums in the same order every time: one sentence always gives the same samples.
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads sleep
        options.log_severity_level = 3
        self._parts = {
            name: onnxruntime.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )
            for name in ("text", "melody", "sound")
        }
        self._style = np.load(style).reshape(1, 256).astype(np.float32)

    def sing(self, score: dict[str, list[Any]]) -> NDArray[np.float32]:
        """Return the sound of a score (``phrase.Score`` as JSON)."""
        symbols = np.array([score["symbols"]], dtype=np.int64)
        _, *texts = self._run("text", symbols, self._style, np.ones(1, dtype=np.float32))
        frames = np.array([score["frames"]], dtype=np.int64)
        aligned, pitch, energy = self._run("melody", frames, *texts, self._style)
        ours, most = (np.array(score[name], dtype=np.float32) for name in ("pitch", "most"))
        pitch = np.where(pitch > VOICED_HZ, ours, pitch)
        energy = np.minimum(energy, most)
        first, last = score["heard"]
        aligned, pitch, energy = (
            aligned[..., first:last],
            pitch[..., 2 * first : 2 * last],
            energy[..., 2 * first : 2 * last],
        )
        (sound,) = self._run("sound", aligned, pitch, energy, self._style)
        return np.asarray(sound, dtype=np.float32).ravel()

    def _run(self, name: str, *values: Array) -> list[Array]:
        part = self._parts[name]
        takes = [each.name for each in part.get_inputs()]
        return list(part.run(None, dict(zip(takes, values, strict=True))))


def serve(source: int, target: int, *, idle_s: float, network: Network) -> None:
    """Answer requests until the input ends or nothing comes for ``idle_s`` seconds."""
    while select.select([source], [], [], idle_s)[0]:
        header = _exactly(source, 4)
        if len(header) < 4:
            return
        asked = _exactly(source, struct.unpack(">I", header)[0])
        try:
            rate, payload = RATE, network.sing(json.loads(asked)).tobytes()
        except Exception as fault:  # noqa: BLE001 - onnxruntime raises what it likes; the asker is told
            rate, payload = 0, repr(fault).encode()
        view = memoryview(struct.pack(">II", rate, len(payload)) + payload)
        while view:
            view = view[os.write(target, view) :]


def _exactly(descriptor: int, length: int) -> bytes:
    """Return ``length`` bytes, or fewer when the other side has gone."""
    got = bytearray()
    while len(got) < length and (block := os.read(descriptor, length - len(got))):
        got += block
    return bytes(got)


def main(arguments: list[str]) -> None:
    """Keep the answer pipe to ourselves (libraries may print) and serve."""
    folder, style, threads, idle_s = arguments
    answers = os.dup(1)
    os.dup2(2, 1)
    network = Network(Path(folder), Path(style), threads=int(threads))
    serve(0, answers, idle_s=float(idle_s), network=network)


if __name__ == "__main__":
    main(sys.argv[1:])
