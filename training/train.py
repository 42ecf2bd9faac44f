"""Train the encoder: `python -m training.train --data DIR --out DIR`; run again, it goes on where it stopped."""

import argparse
import json
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import (
    FOLDS,
    IGNORED,
    ISSUE_TARGETS,
    Window,
    batches,
    fold_of,
    pages_of,
    polarity_windows,
    read_lines,
    statement_windows,
)
from training.dev import dev_scores
from training.model import N_LABELS, Encoder, tokenizer_of, trained, untrained
from training.padding import inputs_of, tensors
from training.weights import minilm

LOG, WEIGHTS = "log.txt", "weights.pt"
# How much each task counts beside the tags.
LINK_WEIGHT, SPEECH_WEIGHT, POLARITY_WEIGHT = 0.3, 0.1, 0.5
# How often a sentence with an issue target stands beside the labelled ones, which are many more.
ISSUE_REPEATS = 3


def link_loss(scores: Tensor, wanted: Tensor, taught: Tensor | None, trust: float) -> Tensor:
    """How far the seekers are from all their weight on what they seek, and from where a larger reader puts it.

    `scores` are log-probabilities [window, seeker, sought], `taught` probabilities.
    """
    seekers = wanted.any(dim=-1)
    if not seekers.any():
        return scores.new_zeros(())
    rows = scores[seekers]
    missed = -torch.logsumexp(rows.masked_fill(~wanted[seekers], -1e4), dim=-1).mean()
    if taught is None:
        return missed
    return (1 - trust) * missed - trust * (taught[seekers] * rows).sum(dim=-1).mean()


def read_links(model: Encoder, link: Tensor, mask: Tensor) -> list[Tensor]:
    """Log-probabilities [window, seeker, sought] of content to cue and of cue to source."""
    padding = ~mask[:, None, :].bool()
    return [torch.log_softmax(scores.masked_fill(padding, -1e4), dim=-1) for scores in model.link_scores(link)]


def losses(model: Encoder, batch: dict[str, Tensor], teachers: list[Encoder], trust: float) -> dict[str, Tensor]:
    """The loss of each task that the batch has. What is not labelled counts only as far as teachers read it."""
    inputs = inputs_of(batch)
    tags, link, speech, polarity = model(*inputs)
    if len(batch["targets"]):
        scores = model.polarity_scores(polarity, batch["targets"])
        return {"polarity": POLARITY_WEIGHT * functional.cross_entropy(scores.float(), batch["odds"])}
    labels, weight = batch["labels"], batch["weight"]
    known = labels != IGNORED
    wanted = functional.one_hot(labels.clamp(min=0), N_LABELS).float() * known[..., None]
    links = read_links(model, link, batch["mask"])
    taught: list[Tensor | None] = [None, None]
    if teachers:
        with torch.no_grad():
            read = [teacher(*inputs) for teacher in teachers]
            asked = batch["asked"][..., None, None]
            seen = (asked * torch.stack([torch.softmax(said[0].float(), dim=-1) for said in read])).sum(dim=0)
            wanted = torch.where(known[..., None], (1 - trust) * wanted + trust * seen, seen)
            theirs = [read_links(t, said[1], batch["mask"]) for t, said in zip(teachers, read, strict=True)]
            taught = [(asked * torch.stack(one_link).exp()).sum(dim=0) for one_link in zip(*theirs, strict=True)]
    else:
        weight = weight * known
    each = -(wanted * torch.log_softmax(tags.float(), dim=-1)).sum(dim=-1)
    found = {"tags": (each * weight).sum() / weight.sum()}
    for name, mine, said in zip(("cue", "source"), links, taught, strict=True):
        found[name] = LINK_WEIGHT * link_loss(mine, batch[f"to_{name}"], said, trust)
    is_cue = batch["speech"] >= 0
    if is_cue.any():
        found["speech"] = SPEECH_WEIGHT * functional.binary_cross_entropy_with_logits(
            speech.float()[is_cue], batch["speech"][is_cue]
        )
    return found


def rate_at(step: int, steps: int, warmup: float = 0.04, decay: float = 0.45) -> float:
    """The learning rate's factor: up over the first steps, level, down to nothing over the last `decay` of them."""
    done = step / steps
    return min(1.0, done / warmup, (1 - done) / decay)


def parameter_groups(model: Encoder, options: argparse.Namespace) -> list[dict]:
    """Lower layers learn more slowly, what is new at its own rate; norms and biases are not decayed."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = model.shape.layers
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        part = name.split(".")
        if part[0] in ("layers", "positions", "norm", "near"):
            below = depth - int(part[1]) if part[0] == "layers" else depth + 1
            rate = options.rate * options.layer_decay**below
        else:
            rate = options.new_rate
        weight_decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, weight_decay), []).append(parameter)
    return [{"params": found, "lr": lr, "base": lr, "weight_decay": wd} for (lr, wd), found in groups.items()]


@dataclass(frozen=True)
class Corpus:
    """What is trained on. `unlabelled` are single sentences, which only a larger reader can make use of."""

    articles: list[dict]
    targets: list[dict]
    unlabelled: list[str]
    tokenizer: Tokenizer

    def epoch(self, number: int, options: argparse.Namespace) -> list[list[Window]]:
        """The batches of one epoch, the same ones for the same seed and number."""
        chance = random.Random(f"{options.seed}-{number}")
        window = options.window - 2
        articles = self.articles + pages_of(chance.sample(self.unlabelled, len(self.unlabelled) // 2))
        found = batches(list(statement_windows(articles, self.tokenizer, window, chance)), options.batch, chance)
        some = chance.sample(self.targets, min(options.rows, len(self.targets)))
        found += batches(list(polarity_windows(some, self.tokenizer, window, chance)), options.batch, chance)
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

    rows = read_lines(options.data / "newsmtsc_train.jsonl")

    def given(labelled: list[dict]) -> list[dict]:
        return [row for row in labelled if fold_of(row["text"]) != options.leave_out]

    targets = rows + ISSUE_REPEATS * read_lines(ISSUE_TARGETS / "train.jsonl")
    corpus = Corpus(
        given(read_lines(options.data / "polnear_train.jsonl")),
        read_lines(options.taught) if options.taught else given(targets),
        sorted({row["text"] for row in rows}) if options.teachers else [],
        tokenizer_of(minilm()),
    )
    model = untrained(options.large).to(device)
    teachers = [trained(path).to(device).eval() for path in options.teachers]
    average = {name: tensor.detach().clone() for name, tensor in model.named_parameters() if tensor.requires_grad}
    optimizer = torch.optim.AdamW(parameter_groups(model, options), betas=(0.9, 0.98), fused=device.type == "cuda")
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
    # The next epoch is made beside the training on this one.
    worker = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_take, initargs=(corpus, options))
    epoch, coming = corpus.epoch(number, options), worker.submit(_epoch, number + 1)
    log(json.dumps({"steps": options.steps, "steps_an_epoch": len(epoch), "shape": asdict(model.shape)}))
    model.train()
    saved = shown = time.time()
    pieces, sums = 0, {}
    while step < options.steps:
        if at >= len(epoch):
            number, at = number + 1, 0
            epoch, coming = coming.result(), worker.submit(_epoch, number + 1)
        chance = np.random.default_rng((options.seed, step))
        batch = {k: v.to(device) for k, v in tensors(epoch[at], chance, options.hide).items()}
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate_at(step, options.steps)
        with torch.autocast(device.type, torch.bfloat16, enabled=options.bf16):
            found = losses(model, batch, teachers, options.trust)
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
        pieces += sum(map(len, epoch[at - 1]))
        for name, value in found.items():
            total, times = sums.get(name, (0.0, 0))
            sums[name] = (total + value.detach(), times + 1)
        if step % 50 == 0:
            mean = {name: round(float(total) / times, 4) for name, (total, times) in sums.items()}
            rate = pieces / (time.time() - shown)
            log(f"{time.strftime('%H:%M:%S')} step {step}/{options.steps} epoch {number} {rate:.0f} pieces/s {mean}")
            pieces, sums, shown = 0, {}, time.time()
        if time.time() - saved > options.every and step < options.steps:
            state = {"model": model.state_dict(), "average": average, "optimizer": optimizer.state_dict()}
            save(checkpoint, **state, step=step, epoch=number, at=at, rng=torch.get_rng_state())
            saved = time.time()
    worker.shutdown(wait=False, cancel_futures=True)
    weights = {name: tensor.to("cpu", torch.float16) for name, tensor in average.items()}
    save(options.out / WEIGHTS, large=options.large, weights=weights)
    model = trained(options.out / WEIGHTS).to(device).eval()
    log(f"dev: {dev_scores(model, corpus.tokenizer, options.data)}")


_given: tuple[Corpus, argparse.Namespace]


def _take(corpus: Corpus, options: argparse.Namespace) -> None:
    global _given
    _given = corpus, options


def _epoch(number: int) -> list[list[Window]]:
    corpus, options = _given
    return corpus.epoch(number, options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with polnear_train.jsonl, newsmtsc_train.jsonl"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the weights")
    parser.add_argument("--large", action="store_true", help="the larger reader, from MPNet-base, in place of MiniLM")
    parser.add_argument("--leave-out", type=int, choices=range(FOLDS), help="a part of the labelled texts")
    parser.add_argument(
        "--teachers",
        type=Path,
        nargs=FOLDS,
        default=[],
        help="weights of larger readers, in the order of what they left out",
    )
    parser.add_argument("--taught", type=Path, help="polarity rows of training.teach, in place of the labelled ones")
    parser.add_argument("--trust", type=float, default=0.5, help="what the larger readers count beside the labels")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rows", type=int, default=5200, help="polarity rows an epoch")
    parser.add_argument("--window", type=int, default=320, help="pieces a window, the two special ones included")
    parser.add_argument("--batch", type=int, default=2240, help="pieces a batch, padding included")
    parser.add_argument("--rate", type=float, default=4e-4, help="of the top layer")
    parser.add_argument("--new-rate", type=float, default=4e-4, help="of what MiniLM and MPNet do not have")
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the averaged weights, which are shipped")
    parser.add_argument("--hide", type=float, default=0.05, help="share of pieces hidden at random")
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--every", type=float, default=300, help="seconds between checkpoints")
    parser.add_argument("--seed", type=int, default=13)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
