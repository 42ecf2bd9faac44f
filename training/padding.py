"""Windows of different lengths as tensors of one."""

import numpy as np
import torch
from torch import Tensor

from training.data import IGNORED, Window, asked, mask_some

CLS, SEP, MASK = 101, 102, 103


def tensors(batch: list[Window], chance: np.random.Generator | None = None, rate: float = 0.0) -> dict[str, Tensor]:
    """A batch as padded tensors, the special pieces added at both ends."""
    length = max(map(len, batch)) + 2
    count = len(batch)
    arrays = {name: np.zeros((count, length), dtype=np.int64) for name in ("ids", "case", "quote", "place", "mask")}
    arrays["labels"] = np.full((count, length), IGNORED)
    arrays["speech"] = np.full((count, length), -1.0, dtype=np.float32)
    arrays["weight"] = np.zeros((count, length), dtype=np.float32)
    to_cue = np.zeros((count, length, length), dtype=bool)
    to_source = np.zeros((count, length, length), dtype=bool)
    targets, odds = [], []
    for row, window in enumerate(batch):
        inner = slice(1, len(window) + 1)
        ids = window.ids if chance is None else mask_some(window.ids, MASK, rate, chance)
        arrays["ids"][row, inner] = ids
        arrays["ids"][row, 0], arrays["ids"][row, len(window) + 1] = CLS, SEP
        arrays["mask"][row, : len(window) + 2] = 1
        for name in ("case", "quote", "place", "labels", "weight"):
            arrays[name][row, inner] = getattr(window, name)
        is_cue = window.cue_of >= 0
        arrays["speech"][row, inner][is_cue] = window.speech[is_cue]
        for number in np.unique(window.content_of[window.content_of >= 0]):
            seekers = np.flatnonzero(window.content_of == number) + 1
            cues = np.flatnonzero(window.cue_of == number) + 1
            to_cue[row][np.ix_(seekers, cues if len(cues) else [0])] = True
        for number in np.unique(window.cue_of[is_cue]):
            if number in window.sources:
                seekers = np.flatnonzero(window.cue_of == number) + 1
                sought = window.sources[number] + 1
                to_source[row][np.ix_(seekers, sought if len(sought) else [0])] = True
        targets += [(row, first + 1, end + 1) for first, end, _ in window.targets]
        odds += [likely for _, _, likely in window.targets]
    found = {name: torch.from_numpy(array) for name, array in arrays.items()}
    found["to_cue"], found["to_source"] = torch.from_numpy(to_cue), torch.from_numpy(to_source)
    found["asked"] = torch.from_numpy(asked([window.fold for window in batch]))
    found["targets"] = torch.tensor(targets, dtype=torch.long).reshape(-1, 3)
    found["odds"] = torch.tensor(odds, dtype=torch.float32).reshape(-1, 3)
    return found


def inputs_of(batch: dict[str, Tensor]) -> list[Tensor]:
    """What an encoder reads of a batch."""
    return [batch[name] for name in ("ids", "case", "quote", "place", "mask")]
