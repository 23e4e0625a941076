"""A Piper model of two kilobytes: takes what real ones take and gives a tone as long as they would speak."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.onnx_ml_pb2 import GraphProto

SAMPLE_RATE = 16_000
SAMPLES_PER_ID = 400
"""A phoneme and its pad last 50 ms."""
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 ,.:;!?ˈˌːɓɗŋɲɣɛəɤɔɯʂʈʰɜăâêôơưđ̛̣̀́̂̃̆̉"


def save(path: Path, *, loudness: float = 0.5, spelled: bool = False) -> Path:
    """Write the model and its description beside it; return the model's path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    model = helper.make_model(
        _graph(loudness), opset_imports=[helper.make_opsetid("", 17)], ir_version=9, producer_name="tests"
    )
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    signs = ["_", "^", "$", *dict.fromkeys(LETTERS)]
    config = {
        "audio": {"sample_rate": SAMPLE_RATE},
        "espeak": {"voice": "vi"},
        "phoneme_type": "text" if spelled else "espeak",
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "num_speakers": 1,
        "phoneme_id_map": {sign: [at] for at, sign in enumerate(signs)},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(config), encoding="utf-8")
    return path


def _graph(loudness: float) -> GraphProto:
    """sin(0.1 * (0 … input_lengths * SAMPLES_PER_ID * length_scale)) * loudness."""
    constants: dict[str, np.ndarray[Any, Any]] = {
        "per_id": np.array([SAMPLES_PER_ID], np.float32),
        "first": np.array([1], np.int64),
        "second": np.array([2], np.int64),
        "zero": np.array(0, np.float32),
        "one": np.array(1, np.float32),
        "step": np.array(0.1, np.float32),
        "loudness": np.array(loudness, np.float32),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "scalar": np.array([], np.int64),
    }
    nodes = [
        helper.make_node("Slice", ["scales", "first", "second"], ["length_scale"]),
        helper.make_node("Cast", ["input_lengths"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "per_id"], ["samples"]),
        helper.make_node("Mul", ["samples", "length_scale"], ["stretched"]),
        helper.make_node("Reshape", ["stretched", "scalar"], ["end"]),
        helper.make_node("Range", ["zero", "end", "one"], ["time"]),
        helper.make_node("Mul", ["time", "step"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["tone"]),
        helper.make_node("Mul", ["tone", "loudness"], ["loud"]),
        helper.make_node("Reshape", ["loud", "shape"], ["output"]),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])
    return helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [output],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
