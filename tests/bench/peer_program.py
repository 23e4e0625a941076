"""Other people's readers on our sentences: runs in their own environment, JSON in, JSON out.

Standard input is a list of sentences; standard output an object: reader -> {"spoken": [...], "seconds": s},
where the seconds are the best of several passes over all sentences, after one to warm up.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable

PASSES = 5


def sea_g2p() -> Callable[[str], str]:
    """Return sea-g2p's normaliser (Rust inside)."""
    read: Callable[[str], str] = importlib.import_module("sea_g2p").Normalizer().normalize
    return read


def g2p_hamster() -> Callable[[str], str]:
    """Return the first stage of g2p-hamster, which is where it puts figures into words."""
    normalize = importlib.import_module("g2p_hamster.t0.pipeline").normalize
    return lambda sentence: str(normalize(sentence)["read_string"])


def vietnormalizer() -> Callable[[str], str]:
    """Return vietnormalizer's reader."""
    read: Callable[[str], str] = importlib.import_module("vietnormalizer").VietnameseNormalizer().normalize
    return read


def best_seconds(read: Callable[[str], str], sentences: list[str]) -> float:
    """Return the fastest of several passes."""
    taken = []
    for _ in range(PASSES):
        begun = time.perf_counter()
        for sentence in sentences:
            read(sentence)
        taken.append(time.perf_counter() - begun)
    return min(taken)


def main() -> None:
    """Read every sentence with every peer."""
    sentences = json.load(sys.stdin)
    answers = {}
    for peer in (sea_g2p, g2p_hamster, vietnormalizer):
        read = peer()
        spoken = [read(sentence) for sentence in sentences]
        answers[peer.__name__.replace("_", "-")] = {
            "spoken": spoken,
            "seconds": best_seconds(read, sentences),
        }
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
