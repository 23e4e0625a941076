"""What a recogniser hears of each voice: ``python -m tests.bench.hearing [--set held_out] [--said] [VOICE ...]``.

Needs viet-asr (Linux, Python 3.11). Prints, for each voice, the share of words heard wrong, the same without tone
marks, the pace and the time that the speaking took; ``--said`` prints each sentence and what was heard too.
"""

import argparse
import sys
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from vietasr import Pipeline

from broadcast.audio.clip import Clip, resampled, to_float, to_pcm
from broadcast.speech import Voice, voice
from broadcast.speech.house import HouseVoice

SENTENCES = Path(__file__).parent / "sentences"
HEARD_HZ = 16_000
SILENCE_S = 0.4  # behind each sentence, as the broadcast has it: without it the last word is not heard
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


@dataclass(kw_only=True)
class Tally:
    """What has been counted so far over the sentences of a set."""

    words: int = 0
    wrong: int = 0
    wrong_sounds: int = 0  # tone marks left out of account
    spoken_s: float = 0.0
    took_s: float = 0.0
    lines: list[str] = field(default_factory=list)

    def add(self, said: str, heard: str) -> None:
        """Count one sentence."""
        wanted, got = words(said), words(heard)
        wrong = distance(wanted, got)
        self.words += len(wanted)
        self.wrong += wrong
        self.wrong_sounds += distance([toneless(each) for each in wanted], [toneless(each) for each in got])
        self.lines.append(f"{wrong:3} of {len(wanted):2}\t{said}\t{heard}")

    def row(self, name: str) -> str:
        """Return the figures as one line."""
        return (
            f"{name:24} WER {self.wrong / self.words:.3f}  without tones {self.wrong_sounds / self.words:.3f}  "
            f"{self.words / self.spoken_s:.2f} syllables/s  RTF {self.took_s / self.spoken_s:.2f}"
        )


def sentences(name: str) -> list[str]:
    """Return the sentences of a set: ``tune``, ``tune_second`` or ``held_out``."""
    lines = (SENTENCES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines]


def words(text: str) -> list[str]:
    """Return the words in small letters, without signs."""
    composed = unicodedata.normalize("NFC", text.lower())
    return "".join(sign if sign.isalnum() else " " for sign in composed).split()


def toneless(word: str) -> str:
    """Return the word without its tone mark."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def distance(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Return how many words were changed, lost or added (Levenshtein)."""
    row = list(range(len(got) + 1))
    for number, word in enumerate(wanted, 1):
        diagonal, row[0] = row[0], number
        for column, other in enumerate(got, 1):
            best = min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other))
            diagonal, row[column] = row[column], best
    return row[-1]


def heard(recogniser: Pipeline, clip: Clip) -> str:
    """Return what the recogniser takes a sentence for."""
    silence = np.zeros(int(SILENCE_S * HEARD_HZ), dtype=np.float32)
    sound = resampled(to_float(clip.samples), rate=clip.rate, to=HEARD_HZ)
    return str(recogniser.transcribe(to_pcm(np.concatenate([sound, silence]))).text)


def measured(speaker: Voice, said: Sequence[str], recogniser: Pipeline) -> Tally:
    """Let a voice speak a set of sentences and count what was heard."""
    tally = Tally()
    speaker.speak("Một.")  # the worker's start is not part of the pace
    for sentence in said:
        began = time.perf_counter()
        clip = speaker.speak(sentence)
        tally.took_s += time.perf_counter() - began
        tally.spoken_s += clip.duration_s
        tally.add(sentence, heard(recogniser, clip))
    return tally


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hearing", description=__doc__)
    parser.add_argument("voices", nargs="*", default=["house-female", "house-male", "espeak"])
    parser.add_argument("--set", default="held_out", choices=["held_out", "tune", "tune_second"])
    parser.add_argument("--accent", choices=["north", "south"], help="of the house voices")
    parser.add_argument("--said", action="store_true", help="print what was heard")
    asked = parser.parse_args(arguments)
    recogniser = Pipeline.preset("transcribe").build()
    for name in asked.voices:
        speaker = HouseVoice(name, accent=asked.accent) if asked.accent else voice(name)
        tally = measured(speaker, sentences(asked.set), recogniser)
        if asked.said:
            sys.stdout.write("\n".join(tally.lines) + "\n")
        sys.stdout.write(f"{tally.row(name)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
