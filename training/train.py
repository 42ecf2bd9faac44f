"""Train the encoder: `python -m training.train --data DIR --out DIR`; run again, it goes on where it stopped."""

import argparse
import json
import math
import random
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import IGNORED, Window, batches, mask_some, polarity_windows, read_lines, statement_windows
from training.model import Encoder, Shape, from_minilm, trained
from training.weights import minilm

CLS, SEP, MASK = 101, 102, 103
LOG = "log.txt"
# How much each task counts beside the tags.
LINK_WEIGHT, SPEECH_WEIGHT, POLARITY_WEIGHT = 0.3, 0.1, 0.5


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
    found["targets"] = torch.tensor(targets, dtype=torch.long).reshape(-1, 3)
    found["odds"] = torch.tensor(odds, dtype=torch.float32).reshape(-1, 3)
    return found


def link_loss(scores: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
    """How far the seekers are from all their weight on what they seek."""
    seekers = wanted.any(dim=-1)
    if not seekers.any():
        return scores.new_zeros(())
    rows, columns = scores[seekers], wanted[seekers]
    real = mask[:, None, :].expand_as(scores)[seekers].bool()
    reached = torch.logsumexp(rows.masked_fill(~columns, -1e4), dim=-1)
    return (torch.logsumexp(rows.masked_fill(~real, -1e4), dim=-1) - reached).mean()


def losses(model: Encoder, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    tags, link, speech, polarity = model(*(batch[name] for name in ("ids", "case", "quote", "place", "mask")))
    found: dict[str, Tensor] = {}
    labels, weight = batch["labels"].flatten(), batch["weight"].flatten()
    known = labels != IGNORED
    if known.any():
        each = functional.cross_entropy(tags.float().flatten(0, 1)[known], labels[known], reduction="none")
        found["tags"] = (each * weight[known]).sum() / weight[known].sum()
        cue_scores, source_scores = model.link_scores(link)
        found["cue"] = LINK_WEIGHT * link_loss(cue_scores, batch["to_cue"], batch["mask"])
        found["source"] = LINK_WEIGHT * link_loss(source_scores, batch["to_source"], batch["mask"])
        is_cue = batch["speech"] >= 0
        if is_cue.any():
            found["speech"] = SPEECH_WEIGHT * functional.binary_cross_entropy_with_logits(
                speech.float()[is_cue], batch["speech"][is_cue]
            )
    if len(batch["targets"]):
        pooled = torch.stack([polarity[row, a:b].mean(dim=0) for row, a, b in batch["targets"].tolist()])
        found["polarity"] = POLARITY_WEIGHT * functional.cross_entropy(model.polarity_scores(pooled), batch["odds"])
    return found


def rate_at(step: int, steps: int, warmup: float = 0.04, decay: float = 0.45) -> float:
    """The learning rate's factor: up over the first steps, level, down to nothing over the last `decay` of them."""
    done = step / steps
    return min(1.0, done / warmup, (1 - done) / decay)


def parameter_groups(model: Encoder, rate: float, layer_decay: float) -> list[dict]:
    """Lower layers learn more slowly; norms and biases are not decayed."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = model.shape.layers
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("layers."):
            below = depth - int(name.split(".")[1])
        else:
            below = depth + 1 if name.split(".")[0] in ("positions", "norm") else 0
        weight_decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.setdefault((rate * layer_decay**below, weight_decay), []).append(parameter)
    return [{"params": found, "lr": lr, "base": lr, "weight_decay": wd} for (lr, wd), found in groups.items()]


def epoch_of(
    number: int, articles: list[dict], targets: list[dict], tokenizer: Tokenizer, options: argparse.Namespace
) -> list[list[Window]]:
    """The batches of one epoch, the same ones for the same seed and number."""
    chance = random.Random(f"{options.seed}-{number}")
    window = options.window - 2
    some = chance.sample(articles, round(len(articles) * options.statement_share))
    found = batches(list(statement_windows(some, tokenizer, window, chance)), options.batch, chance)
    some = chance.sample(targets, round(len(targets) * options.polarity_share))
    found += batches(list(polarity_windows(some, tokenizer, window, chance)), options.batch, chance)
    chance.shuffle(found)
    return found


def save(path: Path, **state: object) -> None:
    """Write beside, then move: a run that is stopped while it writes leaves the last checkpoint whole."""
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options.out.mkdir(parents=True, exist_ok=True)

    def log(line: str) -> None:
        print(line, flush=True)
        with (options.out / LOG).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    base = minilm()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_lines(options.data / "polnear_train.jsonl")
    targets = read_lines(options.taught or options.data / "newsmtsc_train.jsonl")
    model = (trained({options.start: 1.0}) if options.start else from_minilm(base, Shape())).to(device)
    average = {name: tensor.detach().clone() for name, tensor in model.named_parameters() if tensor.requires_grad}
    optimizer = torch.optim.AdamW(parameter_groups(model, options.rate, options.layer_decay), betas=(0.9, 0.98))
    step, number, at = 0, 0, 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average = state["average"]
        step, number, at = state["step"], state["epoch"], state["at"]
        torch.set_rng_state(state["rng"].cpu())
        log(f"resumed at step {step}")
    epoch = epoch_of(number, articles, targets, tokenizer, options)
    steps = options.steps or math.ceil(options.epochs * len(epoch))
    level = int(steps * 0.55)
    log(json.dumps({"steps": steps, "steps_an_epoch": len(epoch), "shape": asdict(model.shape)}))
    model.train()
    saved = shown = time.time()
    pieces, sums = 0, {}

    def keep(path: Path) -> None:
        save(
            path,
            model=model.state_dict(),
            average=average,
            optimizer=optimizer.state_dict(),
            step=step,
            epoch=number,
            at=at,
            rng=torch.get_rng_state(),
        )

    while step < steps:
        if at >= len(epoch):
            number, at = number + 1, 0
            epoch = epoch_of(number, articles, targets, tokenizer, options)
        chance = np.random.default_rng((options.seed, step))
        batch = {k: v.to(device) for k, v in tensors(epoch[at], chance, options.hide).items()}
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate_at(step, steps)
        with torch.autocast(device.type, torch.bfloat16, enabled=options.bf16):
            found = losses(model, batch)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step, at = step + 1, at + 1
        keep_share = min(options.average, (1 + step) / (10 + step))
        with torch.no_grad():
            mine = dict(model.named_parameters())
            names = list(average)
            torch._foreach_lerp_([average[n] for n in names], [mine[n].detach() for n in names], 1 - keep_share)
        pieces += int(batch["mask"].sum())
        for name, value in found.items():
            total, times = sums.get(name, (0.0, 0))
            sums[name] = (total + float(value.detach()), times + 1)
        if step % 50 == 0:
            mean = {name: round(total / times, 4) for name, (total, times) in sums.items()}
            rate = pieces / (time.time() - shown)
            log(f"{time.strftime('%H:%M:%S')} step {step}/{steps} epoch {number} {rate:.0f} pieces/s {mean}")
            pieces, sums, shown = 0, {}, time.time()
        if step == level:
            keep(options.out / "before-decay.pt")
        if time.time() - saved > options.every or step == steps:
            keep(checkpoint)
            saved = time.time()
    log("done")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with polnear_train.jsonl, newsmtsc_train.jsonl"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--start", type=Path, help="a checkpoint to start from, in place of MiniLM")
    parser.add_argument("--taught", type=Path, help="polarity rows of training.teacher, in place of NewsMTSC's")
    parser.add_argument("--epochs", type=float, default=9)
    parser.add_argument("--steps", type=int, help="instead of epochs")
    parser.add_argument("--window", type=int, default=320, help="pieces a window, the two special ones included")
    parser.add_argument("--batch", type=int, default=2240, help="pieces a batch, padding included")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the averaged weights, which are shipped")
    parser.add_argument("--hide", type=float, default=0.05, help="share of pieces hidden at random")
    parser.add_argument("--statement-share", type=float, default=1.0, help="share of the articles in each epoch")
    parser.add_argument("--polarity-share", type=float, default=0.6, help="share of the polarity rows in each epoch")
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--every", type=float, default=300, help="seconds between checkpoints")
    parser.add_argument("--seed", type=int, default=13)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
