"""The process in which viet-asr hears, run as a script by ``recogniser.py``; it imports nothing of the project.

Requests come on standard input (length, int16 samples at 16 kHz), answers go to standard output (status, length,
UTF-8 words); status 0 means that the bytes are a reason. It ends when its input ends or when idle.

    recogniser_worker.py IDLE_SECONDS
"""

import os
import select
import struct
import sys

import numpy as np
from vietasr import Pipeline


def serve(source: int, target: int, *, idle_s: float, recogniser: Pipeline) -> None:
    """Answer requests until the input ends or nothing comes for ``idle_s`` seconds."""
    while select.select([source], [], [], idle_s)[0]:
        header = _exactly(source, 4)
        if len(header) < 4:
            return
        samples = np.frombuffer(_exactly(source, struct.unpack(">I", header)[0]), dtype=np.int16)
        try:
            status, payload = 1, str(recogniser.transcribe(samples).text).encode()
        except Exception as fault:  # noqa: BLE001 - native code raises what it likes; the asker is told
            status, payload = 0, repr(fault).encode()
        view = memoryview(struct.pack(">II", status, len(payload)) + payload)
        while view:
            view = view[os.write(target, view) :]


def _exactly(descriptor: int, length: int) -> bytes:
    """Return ``length`` bytes, or fewer when the other side has gone."""
    got = bytearray()
    while len(got) < length and (block := os.read(descriptor, length - len(got))):
        got += block
    return bytes(got)


def main(arguments: list[str]) -> None:
    """Keep the answer pipe to ourselves (the library prints) and serve."""
    answers = os.dup(1)
    os.dup2(2, 1)
    serve(0, answers, idle_s=float(arguments[0]), recogniser=Pipeline.preset("transcribe").build())


if __name__ == "__main__":
    main(sys.argv[1:])
