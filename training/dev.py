"""How a network does on dev while it is still one of torch: a few numbers for the log, before thresholds and export."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.data import (
    IGNORED,
    ISSUE_TARGETS,
    ROLES,
    Window,
    batches,
    label_target,
    odds_of,
    read_lines,
    statement_windows,
)
from training.model import Encoder
from training.padding import inputs_of, tensors

PIECES_A_BATCH = 16_000


def macro_f1(pairs: list[tuple[int, int]]) -> float:
    """The unweighted mean of the three classes' F1."""
    total = 0.0
    for label in range(3):
        right = sum(g == p == label for g, p in pairs)
        total += 2 * right / max(1, sum(g == label for g, _ in pairs) + sum(p == label for _, p in pairs))
    return 100 * total / 3


@torch.no_grad()
def read_odds(models: Sequence[Encoder], rows: list[dict], tokenizer: Tokenizer) -> np.ndarray:
    """Probabilities [model, row, 3] of against, neutral and for."""
    odds = np.full((len(models), len(rows), 3), 1 / 3, dtype=np.float32)
    windows = []
    for number, row in enumerate(rows):
        # Each window carries its row's number where its odds would be.
        window = label_target(row["text"], tuple(row["target"]), (float(number), 0.0, 0.0), tokenizer)
        if window.targets and len(window) + 2 <= models[0].shape.positions:
            windows.append(window)
    for batch, said in _read(models, windows):
        numbers = batch["odds"][:, 0].long().cpu().numpy()
        scores = [
            torch.softmax(model.polarity_scores(polarity, batch["targets"]).float(), dim=-1)
            for model, (_, _, _, polarity) in zip(models, said, strict=True)
        ]
        odds[:, numbers] = torch.stack(scores).cpu().numpy()
    return odds


@torch.no_grad()
def dev_scores(model: Encoder, tokenizer: Tokenizer, data: Path) -> dict[str, float]:
    """Exact spans from each piece's best tag, and macro-F1 of polarity."""
    windows = list(statement_windows(read_lines(data / "polnear_dev.jsonl"), tokenizer, 318, random.Random(13)))
    right, found, wanted = (dict.fromkeys(ROLES, 0) for _ in range(3))
    for batch, [said] in _read([model], windows):
        labels = batch["labels"].cpu().numpy()
        tags = np.where(labels == IGNORED, 0, said[0].float().argmax(dim=-1).cpu().numpy())
        for row, mine in zip(labels, tags, strict=True):
            given, read = _spans(np.where(row == IGNORED, 0, row)), _spans(mine)
            for kind, role in enumerate(ROLES):
                theirs, ours = ({span for span in spans if span[0] == kind} for spans in (given, read))
                right[role] += len(theirs & ours)
                found[role] += len(ours)
                wanted[role] += len(theirs)
    scores = {role: 200 * right[role] / max(1, found[role] + wanted[role]) for role in ROLES}
    files = {name: data / f"newsmtsc_dev_{name}.jsonl" for name in ("mt", "rw")}
    for name, path in (files | {"issue targets": ISSUE_TARGETS / "test.jsonl"}).items():
        rows = read_lines(path)
        labels = [int(np.argmax(odds_of(row))) for row in rows]
        read = read_odds([model], rows, tokenizer)[0].argmax(axis=1).tolist()
        scores[name] = macro_f1(list(zip(labels, read, strict=True)))
    return {name: round(score, 1) for name, score in scores.items()}


def _read(models: Sequence[Encoder], windows: list[Window]) -> Iterator[tuple[dict[str, Tensor], list]]:
    """Each batch, and what each model says of it."""
    device = models[0].reach.device
    for batch in batches(windows, PIECES_A_BATCH, random.Random(13)):
        given = {name: tensor.to(device) for name, tensor in tensors(batch).items()}
        with torch.autocast(device.type, torch.bfloat16):
            said = [model(*inputs_of(given)) for model in models]
        yield given, said


def _spans(tags: np.ndarray) -> set[tuple[int, int, int]]:
    """Role, first piece and end of every span."""
    spans, first = set(), -1
    for at, tag in enumerate([*tags.tolist(), 0]):
        if first >= 0 and (tag == 0 or tag % 2 == 1 or (tag - 1) // 2 != (tags[first] - 1) // 2):
            spans.add(((int(tags[first]) - 1) // 2, first, at))
            first = -1
        if tag and first < 0:
            first = at
    return spans
