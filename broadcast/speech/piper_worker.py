"""The process in which a Piper model speaks, run as a script by ``piper.py``; it imports nothing of the project.

espeak-ng, in here too, turns letters into phonemes; the model turns phonemes into sound. Reads requests from
standard input (length, JSON of the text and the rate) and answers on standard output (rate in Hz, length,
samples); rate 0 means that the bytes are a reason for refusal. It ends when its input ends, when nothing was
asked for a while, or when the model is not the one that was installed.

    piper_worker.py FOLDER MODEL_SHA256 THREADS IDLE_SECONDS
"""

import ctypes
import hashlib
import json
import os
import re
import select
import struct
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import espeakng_loader
import numpy as np
import onnxruntime

_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_UTF8, _IPA = 1, 2
_PAD, _BEGIN, _END = "_", "^", "$"
_CLAUSE = re.compile(r"([^,.;:!?…]*)([,.;:!?…]*)")
_LANGUAGE = re.compile(r"\([^)]*\)")  # (en)…(vi): espeak-ng tells where it changes the language
_PEAK = 0.95

Phonemes = Callable[[str], str]


class Refused(Exception):
    """There is nothing in it that the model could say."""


def espeak(voice: str) -> Phonemes:
    """Return the function that writes a clause in IPA."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = espeakng_loader.get_data_path().encode()
    if library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT) <= 0:
        raise SystemExit("no espeak-ng")
    if library.espeak_SetVoiceByName(voice.encode()):
        raise SystemExit(f"espeak-ng has no voice {voice}")

    def phonemes(clause: str) -> str:
        text = ctypes.create_string_buffer(clause.encode())
        left = ctypes.c_void_p(ctypes.addressof(text))
        heard = []
        while left.value:
            heard.append(library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, _IPA).decode())
        return _LANGUAGE.sub("", " ".join(heard))

    return phonemes


def ids_of(text: str, config: dict[str, Any], phonemes: Phonemes) -> list[int]:
    """Return the numbers that the model reads: phonemes and marks, apart by a pad, between begin and end."""
    table: dict[str, list[int]] = config["phoneme_id_map"]
    written = []
    for clause, marks in _CLAUSE.findall(text):
        if clause.strip():
            written.append(phonemes(clause.strip()) + marks[:1].replace("…", "."))
    signs = [sign for sign in unicodedata.normalize("NFD", " ".join(written)) if sign in table]
    if not any(sign.isalpha() for sign in signs):
        raise Refused("nothing to say")
    ids = [*table[_BEGIN], *table[_PAD]]
    for sign in signs:
        ids += [*table[sign], *table[_PAD]]
    return [*ids, *table[_END]]


class Model:
    """The network, checked to be the one that was installed."""

    def __init__(self, folder: Path, sha256: str, threads: int) -> None:
        self.config: dict[str, Any] = json.loads((folder / "model.onnx.json").read_text(encoding="utf-8"))
        self.rate = int(self.config["audio"]["sample_rate"])
        data = (folder / "model.onnx").read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise SystemExit("not the model that was installed")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}
        is_spelled = self.config.get("phoneme_type") == "text"
        self._phonemes = _spelling if is_spelled else espeak(self.config["espeak"]["voice"])

    def speak(self, text: str, rate: float) -> bytes:
        """Return mono 16-bit samples; what would clip is made quieter as a whole."""
        ids = np.array([ids_of(text, self.config, self._phonemes)], dtype=np.int64)
        asked = self.config.get("inference", {})
        length = float(asked.get("length_scale", 1.0)) / rate
        scales = [float(asked.get("noise_scale", 0.667)), length, float(asked.get("noise_w", 0.8))]
        given = {
            "input": ids,
            "input_lengths": np.array([ids.shape[1]], dtype=np.int64),
            "scales": np.array(scales, dtype=np.float32),
        }
        if "sid" in self._inputs:
            given["sid"] = np.array([int(self.config.get("default_speaker_id", 0))], dtype=np.int64)
        sound = np.asarray(self._session.run(None, given)[0], dtype=np.float32).reshape(-1)
        loudest = float(np.abs(sound).max(initial=0.0))
        quieter = sound * (_PEAK / loudest) if loudest > _PEAK else sound
        return (quieter * 32767).astype("<i2").tobytes()


def _spelling(clause: str) -> str:
    return clause.lower()


def read_exactly(descriptor: int, length: int) -> bytes:
    """Return ``length`` bytes, or fewer when the other side has gone."""
    got = bytearray()
    while len(got) < length and (block := os.read(descriptor, length - len(got))):
        got += block
    return bytes(got)


def serve(source: int, target: int, model: Model, *, idle_s: float) -> None:
    """Answer requests until the input ends or nothing comes for ``idle_s`` seconds."""
    while select.select([source], [], [], idle_s)[0]:
        header = read_exactly(source, 4)
        if len(header) < 4:
            return
        text, rate = json.loads(read_exactly(source, struct.unpack(">I", header)[0]))
        try:
            status, payload = model.rate, model.speak(text, rate)
        except Refused as fault:
            status, payload = 0, str(fault).encode()
        view = memoryview(struct.pack(">II", status, len(payload)) + payload)
        while view:
            view = view[os.write(target, view) :]


def main(arguments: list[str]) -> None:
    """Keep the answer pipe to ourselves (libraries may print) and serve."""
    folder, sha256, threads, idle_s = arguments
    answers = os.dup(1)
    os.dup2(2, 1)
    serve(0, answers, Model(Path(folder), sha256, int(threads)), idle_s=float(idle_s))


if __name__ == "__main__":
    main(sys.argv[1:])
