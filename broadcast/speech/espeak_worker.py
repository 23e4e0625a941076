"""The process in which espeak-ng speaks, run as a script by ``espeak.py``; it imports nothing of the project.

espeak-ng keeps global state, is licensed under the GPL-3 and may crash: for all three reasons it lives
alone. It reads requests from standard input (length, JSON of the text and the words a minute) and answers on
standard output (rate in Hz, length, samples); rate 0 means that the bytes are a reason for refusal. It ends
when its input ends or when nothing was asked for a while.

    espeak_worker.py VOICE WORD_GAP VOLUME IDLE_SECONDS
"""

import ctypes
import json
import os
import select
import struct
import sys
from collections.abc import Callable

import espeakng_loader

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_RATE, _VOLUME, _WORD_GAP = 1, 2, 7
_BY_CHARACTER = 1

Speak = Callable[[str, int], bytes]


class Refused(Exception):
    """espeak-ng reported an error."""


def load(voice: str, parameters: dict[int, int]) -> tuple[int, Speak]:
    """Start espeak-ng; return its rate in Hz and the function that speaks."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _DONT_EXIT)
    if rate <= 0 or library.espeak_SetVoiceByName(voice.encode()):
        raise Refused(f"no voice {voice}")
    for parameter, value in parameters.items():
        library.espeak_SetParameter(parameter, value, 0)
    heard: list[bytes] = []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    def hear(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            heard.append(ctypes.string_at(samples, count * 2))
        return 0

    library.espeak_SetSynthCallback(hear)

    def speak(text: str, words_per_minute: int, _keep: object = hear) -> bytes:
        heard.clear()
        library.espeak_SetParameter(_RATE, words_per_minute, 0)
        written = text.encode() + b"\0"
        if library.espeak_Synth(written, len(written), 0, _BY_CHARACTER, 0, _UTF8, None, None):
            raise Refused("espeak_Synth failed")
        library.espeak_Synchronize()
        return b"".join(heard)

    return rate, speak


def read_exactly(descriptor: int, length: int) -> bytes:
    """Return ``length`` bytes, or fewer when the other side has gone."""
    got = bytearray()
    while len(got) < length and (block := os.read(descriptor, length - len(got))):
        got += block
    return bytes(got)


def serve(source: int, target: int, *, idle_s: float, rate: int, speak: Speak) -> None:
    """Answer requests until the input ends or nothing comes for ``idle_s`` seconds."""
    while select.select([source], [], [], idle_s)[0]:
        header = read_exactly(source, 4)
        if len(header) < 4:
            return
        text, words_per_minute = json.loads(read_exactly(source, struct.unpack(">I", header)[0]))
        try:
            status, payload = rate, speak(text, words_per_minute)
        except Refused as fault:
            status, payload = 0, str(fault).encode()
        view = memoryview(struct.pack(">II", status, len(payload)) + payload)
        while view:
            view = view[os.write(target, view) :]


def main(arguments: list[str]) -> None:
    """Keep the answer pipe to ourselves (espeak-ng may print) and serve."""
    voice, word_gap, volume, idle_s = arguments
    answers = os.dup(1)
    os.dup2(2, 1)
    parameters = {_WORD_GAP: int(word_gap), _VOLUME: int(volume)}
    rate, speak = load(voice, parameters)
    serve(0, answers, idle_s=float(idle_s), rate=rate, speak=speak)


if __name__ == "__main__":
    main(sys.argv[1:])
