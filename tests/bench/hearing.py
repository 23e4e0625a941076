"""What a recogniser hears of each voice: ``python -m tests.bench.hearing [--set held_out] [--voice NAME ...]``.

Needs viet-asr (Linux, Python 3.11). Prints the word error rate of each voice and, with ``--all``, what was heard.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from vietasr import Pipeline

from broadcast.audio.clip import Clip, resampled, to_float, to_pcm
from broadcast.speech import voice
from broadcast.speech.voice import Voice

SENTENCES = Path(__file__).parent / "sentences"
HEARD_HZ = 16_000


@dataclass(frozen=True, kw_only=True)
class Score:
    """How one sentence was heard: words spoken, words wrong, the same without their tones."""

    said: str
    heard: str
    words: int
    wrong: int


def sentences(name: str) -> list[str]:
    """Return the sentences of a set, ``tune`` or ``held_out``."""
    lines = (SENTENCES / f"{name}.tsv").read_text().splitlines()
    return [line.split("\t")[1] for line in lines]
