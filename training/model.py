"""The encoder: a small BERT with page features, and heads for tags, links, cue class and polarity, all in one pass."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from analysis.encoder.pieces import N_CASES, N_PLACES, N_QUOTES
from training.weights import minilm, mpnet

N_LABELS, N_POLARITIES = 7, 3


@dataclass(frozen=True)
class Shape:
    """Sizes of MiniLM-L6-H384, and of the heads on top. With `buckets`, attention knows distances, as MPNet's does."""

    vocabulary: int = 30522
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    positions: int = 512
    buckets: int = 0
    eps: float = 1e-12
    link: int = 64
    polarity: int = 128
    dropout: float = 0.1


LARGE = Shape(width=768, inner=3072, layers=12, buckets=32, eps=1e-5)


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mix = nn.Linear(shape.width, 3 * shape.width)
        self.join = nn.Linear(shape.width, shape.width)
        self.join_norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.narrow_norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        count, length, width = hidden.shape
        query, key, value = (
            part.view(count, length, self.heads, -1).transpose(1, 2).reshape(count * self.heads, length, -1)
            for part in self.mix(hidden).chunk(3, dim=-1)
        )
        # Plain products: on a CPU in bfloat16 they take half the time of torch's fused attention.
        with torch.autocast(hidden.device.type, enabled=False):
            scores = torch.bmm(query * query.shape[-1] ** -0.5, key.transpose(1, 2))
            if bias is not None:
                scores.view(count, self.heads, length, length).add_(bias.to(scores.dtype))
            seen = torch.bmm(torch.softmax(scores, dim=-1), value)
        seen = seen.view(count, self.heads, length, -1)
        seen = self.join(seen.transpose(1, 2).reshape(count, length, width))
        hidden = self.join_norm(hidden + self.dropout(seen))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        return self.narrow_norm(hidden + self.dropout(inner))


class Encoder(nn.Module):
    """From pieces to tag scores, link vectors, cue class and polarity vectors, piece by piece.

    `link` holds four vectors a piece: content seeks cue, cue sought, cue seeks source, source sought. The score of a
    link is the dot product of seeker and sought, plus a learned bias for their distance (`reach`); the first piece of
    a window stands for "not here".
    """

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.case = nn.Embedding(N_CASES, shape.width)
        self.quote = nn.Embedding(N_QUOTES, shape.width)
        self.place = nn.Embedding(N_PLACES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.dropout = nn.Dropout(shape.dropout)
        self.near = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(shape.width, N_LABELS)
        self.link = nn.Linear(shape.width, 4 * shape.link)
        self.reach = nn.Parameter(torch.zeros(2, N_REACHES))
        self.speech = nn.Linear(shape.width, 1)
        self.polarity = nn.Linear(shape.width, shape.polarity)
        self.polarity_out = nn.Linear(shape.polarity, N_POLARITIES)
        for table in (self.case, self.quote, self.place):
            nn.init.zeros_(table.weight)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, place: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.read(self.words(ids), case, quote, place, mask)

    def read(
        self, words: Tensor, case: Tensor, quote: Tensor, place: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The pass from word vectors on; without a mask, for windows of one length."""
        positions = self.positions.weight[: words.shape[1]]
        hidden = words + positions + self.case(case) + self.quote(quote) + self.place(place)
        hidden = self.dropout(self.norm(hidden))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        if self.near is not None:
            bias = bias + self.near(bucket_of(words.shape[1], self.shape.buckets, words.device)).permute(2, 0, 1)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        hidden = self.dropout(hidden)
        return self.tags(hidden), self.link(hidden), self.speech(hidden).squeeze(-1), self.polarity(hidden)

    def link_scores(self, link: Tensor) -> tuple[Tensor, Tensor]:
        """Scores [window, seeker, sought] of content to cue and of cue to source."""
        content, cue, seeker, source = link.float().chunk(4, dim=-1)
        length = link.shape[1]
        reach = self.reach[:, reach_of(length, link.device)]
        scale = 1 / math.sqrt(self.shape.link)
        return content @ cue.transpose(1, 2) * scale + reach[0], seeker @ source.transpose(1, 2) * scale + reach[1]

    def polarity_scores(self, polarity: Tensor, targets: Tensor) -> Tensor:
        """Scores of -1, 0, 1 from the polarity vectors of targets [window, first piece, end], averaged."""
        window, first, end = targets.T
        where = torch.arange(polarity.shape[1], device=polarity.device)
        inside = ((where >= first[:, None]) & (where < end[:, None])).float()
        pooled = (inside[:, None] @ polarity[window].float()).squeeze(1) / inside.sum(dim=1, keepdim=True)
        return self.polarity_out(functional.gelu(pooled))


# Distances between pieces in classes that double: 0, 1, 2, 3-4, 5-8, ... 129 and more; and the first column apart.
HALF_REACHES = 9
N_REACHES = 2 * HALF_REACHES + 2


def reach_of(length: int, device: torch.device | None = None) -> Tensor:
    """The distance class of every pair [seeker, sought] of a window; the last class is "not here" (sought = 0)."""
    where = torch.arange(length, device=device)
    distance = where[None, :] - where[:, None]
    size = torch.ceil(torch.log2(distance.abs().clamp(min=1).double())).long() + (distance != 0)
    size = size.clamp(max=HALF_REACHES)
    reach = torch.where(distance < 0, HALF_REACHES - size, HALF_REACHES + size)
    reach[:, 0] = N_REACHES - 1
    return reach


def bucket_of(length: int, buckets: int, device: torch.device) -> Tensor:
    """MPNet's distance class of every pair [seeker, sought]: exact to 7, then growing to 128 (Song et al. 2020)."""
    where = torch.arange(length, device=device)
    distance = where[None, :] - where[:, None]
    half, exact = buckets // 2, buckets // 4
    far = torch.log(distance.abs().clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)
    size = torch.where(distance.abs() < exact, distance.abs(), (exact + far.long()).clamp(max=half - 1))
    return size + half * (distance > 0)


# Where the parts of a layer stand in a BERT, and in MPNet, which names its attention otherwise.
_IN_BERT = {
    "mix": tuple(f"attention.self.{name}" for name in ("query", "key", "value")),
    "join": ("attention.output.dense",),
    "join_norm": ("attention.output.LayerNorm",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
    "narrow_norm": ("output.LayerNorm",),
}
_IN_MPNET = _IN_BERT | {
    "mix": tuple(f"attention.attn.{name}" for name in "qkv"),
    "join": ("attention.attn.o",),
    "join_norm": ("attention.LayerNorm",),
}


def from_minilm(folder: Path) -> Encoder:
    """An encoder that starts from MiniLM-L6-H384 weights (`model.safetensors` in `folder`)."""
    given = {name.removeprefix("bert."): tensor for name, tensor in load_file(folder / "model.safetensors").items()}
    # The type embedding is the same for every piece: part of the positions from here on.
    same = given["embeddings.token_type_embeddings.weight"][0]
    tables = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"] + same,
    }
    return _started(Shape(), given, _IN_BERT, tables)


def from_mpnet(given: dict[str, Tensor], theirs: Tokenizer, pieces: Tokenizer) -> Encoder:
    """An encoder of the larger shape that starts from MPNet-base weights, its words numbered as in `pieces`."""
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>", "[PAD]": "<pad>"}
    numbers = [theirs.token_to_id(special.get(name := pieces.id_to_token(n), name)) for n in range(LARGE.vocabulary)]
    tables = {
        "words.weight": given["embeddings.word_embeddings.weight"][torch.tensor(numbers)],
        # The first two positions are padding.
        "positions.weight": given["embeddings.position_embeddings.weight"][2 : LARGE.positions + 2],
        "near.weight": given["encoder.relative_attention_bias.weight"],
    }
    return _started(LARGE, given, _IN_MPNET, tables)


def _started(
    shape: Shape, given: Mapping[str, Tensor], places: Mapping[str, Sequence[str]], tables: Mapping[str, Tensor]
) -> Encoder:
    """An encoder with the layers and the norm of given weights, and with `tables`."""
    model = Encoder(shape)
    state = model.state_dict() | tables
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for number in range(shape.layers):
            for ours, theirs in places.items():
                found = [given[f"encoder.layer.{number}.{name}.{part}"] for name in theirs]
                state[f"layers.{number}.{ours}.{part}"] = torch.cat(found)
    model.load_state_dict(state)
    return model


def tokenizer_of(folder: Path) -> Tokenizer:
    """The word pieces of MiniLM, and of everything here."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def untrained(large: bool) -> Encoder:
    """An encoder to start training from."""
    return from_mpnet(*mpnet(), tokenizer_of(minilm())) if large else from_minilm(minilm())


def trained(path: Path) -> Encoder:
    """What `training.train` made: the file holds the weights that it changes."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = untrained(state["large"])
    missing, unknown = model.load_state_dict(state["weights"], strict=False)
    if missing != ["words.weight"] or unknown:
        raise ValueError(f"{path}: weights of another network: {missing} missing, {unknown} unknown.")
    return model


def average(files: Mapping[Path, float], out: Path) -> None:
    """Write the weights of several files, each times its share, added up."""
    states = {path: torch.load(path, map_location="cpu", weights_only=True) for path in files}
    first = next(iter(states.values()))
    mean = {
        name: sum(share * states[path]["weights"][name].float() for path, share in files.items()).half()
        for name in first["weights"]
    }
    torch.save(first | {"weights": mean}, out)
