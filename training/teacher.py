"""A larger reader of polarity, to teach the small one: `python -m training.teacher --data DIR --out DIR`.

MPNet-base (Song et al. 2020; the weights of all-mpnet-base-v2) is fine-tuned on labelled rows with the target between
two marks. It then reads the training rows and unlabelled sentences of the articles, and writes
`taught.jsonl`: polarity rows with `odds`, the probabilities of against, neutral and for, which `training.train` takes
beside the labels. Nothing of it ships. Stopped, it goes on from the last finished epoch.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import MPNetModel

from analysis.article import Article, Span
from analysis.document import Document, read_documents
from training.data import odds_of, read_lines
from training.evaluate import macro_f1
from training.train import save
from training.weights import mpnet

OPEN, CLOSE = "[unused1]", "[unused2]"
START, PAD, END = "<s>", "<pad>", "</s>"
LONGEST = 192
PERSONS = frozenset(["he", "she", "they", "him", "her", "them"])


class Teacher(nn.Module):
    """MPNet, and a linear layer over the text's first vector and the average of the target's."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.reader = MPNetModel.from_pretrained(base, add_pooling_layer=False)
        self.reader.embeddings.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(2 * self.reader.config.hidden_size, 3)

    def forward(self, ids: Tensor, seen: Tensor, target: Tensor) -> Tensor:
        hidden = self.reader(input_ids=ids, attention_mask=seen).last_hidden_state
        share = target / target.sum(dim=1, keepdim=True)
        pooled = torch.cat([hidden[:, 0], (hidden * share[..., None]).sum(dim=1)], dim=1)
        return self.out(self.drop(pooled)).float()


class Marked:
    """Rows as pieces, the target between marks; what is too long is cut around the target."""

    def __init__(self, rows: Sequence[dict], base: Path) -> None:
        tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        start, self.pad, end, opened, closed = (tokenizer.token_to_id(name) for name in (START, PAD, END, OPEN, CLOSE))
        self.odds = torch.tensor([odds_of(row) if "label" in row else (0.0,) * 3 for row in rows])
        self.pieces: list[tuple[list[int], int, int]] = []
        for row in rows:
            text, (a, b) = row["text"], row["target"]
            before, target, after = (
                encoding.ids
                for encoding in tokenizer.encode_batch([text[:a], text[a:b], text[b:]], add_special_tokens=False)
            )
            room = max(0, LONGEST - len(target) - 4)
            left = before[-max(room // 2, room - len(after)) :] if before else []
            right = after[: room - len(left)]
            ids = [start, *left, opened, *target, closed, *right, end]
            self.pieces.append((ids, len(left) + 1, len(left) + len(target) + 3))

    def batch(self, numbers: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
        longest = max(len(self.pieces[n][0]) for n in numbers)
        ids = torch.full((len(numbers), longest), self.pad)
        seen, target = torch.zeros(len(numbers), longest), torch.zeros(len(numbers), longest)
        for row, number in enumerate(numbers):
            mine, first, last = self.pieces[number]
            ids[row, : len(mine)] = torch.tensor(mine)
            seen[row, : len(mine)] = 1
            target[row, first:last] = 1
        return ids, seen, target

    def batches(self, size: int, chance: random.Random | None) -> Iterator[list[int]]:
        """Rows of like length together, the batches in random order (in that of length without `chance`)."""
        jitter = chance.uniform if chance else (lambda a, b: 0.0)
        order = sorted(range(len(self.pieces)), key=lambda n: len(self.pieces[n][0]) + jitter(0, 6))
        found = [order[at : at + size] for at in range(0, len(order), size)]
        if chance:
            chance.shuffle(found)
        yield from found


def read_odds(model: Teacher, rows: Sequence[dict], base: Path) -> NDArray[np.float32]:
    """Probabilities of against, neutral and for, a row each."""
    marked = Marked(rows, base)
    odds = np.zeros((len(rows), 3), dtype=np.float32)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for numbers in marked.batches(64, None):
            odds[numbers] = functional.softmax(model(*marked.batch(numbers)), dim=1).numpy()
    return odds


def pairs_of(rows: Sequence[dict], odds: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Labels as given and as read, 0 to 2, as `macro_f1` takes them."""
    return list(zip((row["label"] + 1 for row in rows), odds.argmax(axis=1).tolist(), strict=True))


def train(options: argparse.Namespace) -> Teacher:
    torch.manual_seed(options.seed)
    rows = [row for path in options.rows for row in read_lines(path)]
    dev = {name: read_lines(options.data / f"newsmtsc_dev_{name}.jsonl") for name in ("mt", "rw")}
    model, marked = Teacher(options.base), Marked(rows, options.base)
    layers = len(model.reader.encoder.layer)
    groups = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            depth = int(name.split(".")[3]) + 1 if ".layer." in name else (0 if name.startswith("reader") else layers)
            rate = options.rate * 0.9 ** (layers - depth) * (1 if name.startswith("reader") else 10)
            groups.append({"params": [parameter], "lr": rate, "base": rate})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    first = 0
    checkpoint = options.out / "teacher.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"]
    steps_an_epoch = -(-len(rows) // options.batch)
    steps = steps_an_epoch * options.epochs
    for epoch in range(first, options.epochs):
        model.train()
        begun, total = time.time(), 0.0
        chance = random.Random(f"{options.seed}-{epoch}")
        for at, numbers in enumerate(marked.batches(options.batch, chance)):
            done = (epoch * steps_an_epoch + at) / steps
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(done / 0.1, (1 - done) / 0.9)
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(*marked.batch(numbers))
            loss = functional.cross_entropy(scores, marked.odds[numbers], label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
            if at % 20 == 19:
                print(
                    f"epoch {epoch} {at + 1}/{steps_an_epoch} {total / (at + 1):.3f} {time.time() - begun:.0f} s",
                    flush=True,
                )
        save(checkpoint, model=model.state_dict(), optimizer=optimizer.state_dict(), epoch=epoch + 1)
        odds = {name: read_odds(model, found, options.base) for name, found in dev.items()}
        scores = {name: round(macro_f1(pairs_of(found, odds[name])), 1) for name, found in dev.items()}
        print(f"epoch {epoch} done, dev macro-F1 {scores}", flush=True)
    return model


def unlabelled_rows(articles: Sequence[dict], count: int, chance: random.Random) -> list[dict]:
    """Sentences of the articles, each with one noun phrase as target: half of them names and persons, half things."""
    persons: list[dict] = []
    things: list[dict] = []
    for first in range(0, len(articles), 20):
        batch = [Article(str(number), article["text"]) for number, article in enumerate(articles[first : first + 20])]
        for document in read_documents(batch):
            for text, target, is_person in _phrases(document):
                (persons if is_person else things).append({"text": text, "target": target})
    found: list[dict] = []
    for rows in (persons, things):
        found += chance.sample(rows, min(len(rows), count // 2))
    chance.shuffle(found)
    return found


def _phrases(document: Document) -> Iterator[tuple[str, Span, bool]]:
    for chunk in document.parse.noun_chunks:
        start, end = chunk.start_char, chunk.end_char
        sentence = document.sentence_at(start)
        if sentence is None or end > sentence.end or not 40 <= sentence.end - sentence.start <= 500:
            continue
        is_person = chunk.root.pos_ == "PROPN" or chunk.root.lower_ in PERSONS
        if is_person or chunk.root.pos_ == "NOUN":
            at = sentence.start
            yield document.slice(at, sentence.end), (start - at, end - at), is_person


def write_taught(model: Teacher, options: argparse.Namespace) -> None:
    """`taught.jsonl`: the labelled rows, their odds halfway between label and teacher, and unlabelled rows."""
    labelled = [row for path in options.rows for row in read_lines(path)]
    articles = read_lines(options.data / "polnear_train.jsonl")
    rows = labelled + unlabelled_rows(articles, options.unlabelled, random.Random(options.seed))
    path = options.out / "taught.jsonl"
    with path.with_suffix(".part").open("w", encoding="utf-8") as file:
        for row, odds in zip(rows, read_odds(model, rows, options.base), strict=True):
            if "label" in row:
                odds = (odds + np.array(odds_of(row), dtype=np.float32)) / 2
            kept = {"text": row["text"], "target": row["target"], "odds": [round(float(x), 4) for x in odds]}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    path.with_suffix(".part").replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the dev files")
    parser.add_argument("--rows", type=Path, nargs="+", required=True, help="files of labelled rows")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--unlabelled", type=int, default=14_000, help="rows of sentences without a label")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    options.base = mpnet(options.out)
    write_taught(train(options), options)


if __name__ == "__main__":
    main()
