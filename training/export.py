"""From trained weights to what ships: `python -m training.export --weights FILE --out analysis/model`."""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.data import LABELS, as_json
from training.fusing import fuse
from training.model import Encoder, tokenizer_of, trained
from training.weights import minilm

INPUTS = ("ids", "case", "quote", "place")
OUTPUTS = ("tags", "link", "speech", "polarity")
OPSET = 17


class Shipped(nn.Module):
    """The encoder for one window without padding, its word vectors in eight bits with a scale for each word."""

    def __init__(self, model: Encoder, in_bytes: bool) -> None:
        super().__init__()
        self.model = model
        self.in_bytes = in_bytes
        if in_bytes:
            words = model.words.weight.detach()
            scale = words.abs().amax(dim=1, keepdim=True) / 127
            self.register_buffer("scale", scale)
            self.register_buffer("bytes", torch.round(words / scale).to(torch.int8))

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, place: Tensor) -> tuple[Tensor, ...]:
        words = self.bytes[ids].float() * self.scale[ids] if self.in_bytes else self.model.words(ids)
        return tuple(part[0] for part in self.model.read(words, case, quote, place))


def write_onnx(model: Encoder, path: Path, in_bytes: bool) -> None:
    example = tuple(torch.zeros((1, 12), dtype=torch.long) for _ in INPUTS)
    axes = {name: {1: "pieces"} for name in INPUTS} | {name: {0: "pieces"} for name in OUTPUTS}
    torch.onnx.export(
        Shipped(model, in_bytes),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def quantize(plain: Path, path: Path) -> None:
    """Weights in eight bits per channel, activations on the fly; seven bits of range, or some CPUs overflow."""
    quantize_dynamic(
        str(plain),
        str(path),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


def export(weights: Path, folder: Path, in_bytes: bool = True) -> None:
    """Write `encoder.onnx`, `tokenizer.json` and `encoder.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    model = trained(weights).eval()
    shipped = folder / "encoder.onnx"
    if in_bytes:
        with tempfile.TemporaryDirectory() as scratch:
            plain, ready, quantized = (Path(scratch) / f"{step}.onnx" for step in ("plain", "ready", "quantized"))
            write_onnx(model, plain, in_bytes=True)
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            quantize(ready, quantized)
            fuse(quantized, shipped, model.shape.heads)
    else:
        write_onnx(model, shipped, in_bytes=False)
    onnx.checker.check_model(str(shipped))
    tokenizer_of(minilm()).save(str(folder / "tokenizer.json"), pretty=False)
    path = folder / "encoder.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    settings = before | {
        "sha256": hashlib.sha256(shipped.read_bytes()).hexdigest(),
        "labels": LABELS,
        "reach": [[round(x, 5) for x in row] for row in model.reach.tolist()],
        "polarity": {
            "weight": [[round(x, 6) for x in row] for row in model.polarity_out.weight.tolist()],
            "bias": [round(x, 6) for x in model.polarity_out.bias.tolist()],
            "temperature": before.get("polarity", {}).get("temperature", 1.0),
        },
    }
    path.write_text(as_json(settings), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="32-bit numbers, to compare with")
    options = parser.parse_args()
    export(options.weights, options.out, in_bytes=not options.full)


if __name__ == "__main__":
    main()
