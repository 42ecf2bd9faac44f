"""Score an exported model on dev and set its thresholds: `python -m training.evaluate --data DIR --model DIR`.

Each half of dev sets the thresholds, the confidence of attributions and the temperature of polarity for the other
half, and the scores come from there; what ships is set on all of dev. 95% bootstrap intervals are over articles
(rows, for polarity). Rules of the scores: a content is found if it shares at least half of the letters and digits of
both (intersection over union), one to one; a statement is right if its content is found and its source overlaps the
annotated one, or both are absent. Gold of another class than the one asked for is neither right nor wrong.
"""

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from nltk.metrics import interval_distance
from nltk.metrics.agreement import AnnotationTask
from numpy.typing import NDArray

from analysis.attribution import Attribution
from analysis.attribution.encoded import confidence_of, features, read_attributions, read_links, span_of
from analysis.encoder import Encoder, Encoding, log_softmax
from analysis.encoder.linking import Thresholds
from analysis.encoder.pieces import read_pieces
from analysis.encoder.tagging import ROLES, best_tags, stretches
from training.data import ISSUE_TARGETS, as_json, covered, read_lines
from training.dev import macro_f1
from training.reliability import draw, reliability, table_of

RESAMPLES = 1000
Counts = tuple[float, float, float]


def letters(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The positions of letters and digits in spans: punctuation and quotation marks never matter."""
    return frozenset(k for start, end in spans for k in range(start, end) if text[k].isalnum())


def matched(gold: list[frozenset[int]], found: list[frozenset[int]]) -> dict[int, int]:
    """Found contents to gold ones, one to one, the best fit first, at an intersection over union of a half or more."""
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            both = len(g & f)
            if both and both / (len(g) + len(f) - both) >= 0.5:
                pairs.append((-both / (len(g) + len(f) - both), i, j))
    taken: set[int] = set()
    result: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in taken and j not in result:
            taken.add(i)
            result[j] = i
    return result


def judge(article: dict, found: list[tuple[list, list]], only: str | None = None) -> tuple[Counts, list[bool | None]]:
    """Right, found and wanted statements of one article, and whether each found one is right (None: not counted).

    `found` holds (content spans, source spans).
    """
    text = article["text"]
    gold = [s for s in article["statements"] if letters(text, s["content"])]
    contents = [letters(text, s["content"]) for s in gold]
    mine = [letters(text, content) for content, _ in found]
    ignored = letters(text, article.get("ignore") or [])
    if only:
        ignored = ignored.union(*(c for c, s in zip(contents, gold, strict=True) if s["cue_class"] != only))
    pairs = matched(contents, mine)
    verdicts: list[bool | None] = []
    for j, (_, source) in enumerate(found):
        if j in pairs:
            statement = gold[pairs[j]]
            theirs, ours = letters(text, statement["source"] or []), letters(text, source)
            right = bool(theirs & ours) if theirs else not ours
            verdicts.append(right if only in (None, statement["cue_class"]) else None)
        else:
            verdicts.append(None if len(mine[j] & ignored) >= 0.5 * len(mine[j]) else False)
    wanted = sum(only in (None, s["cue_class"]) for s in gold)
    return (sum(v is True for v in verdicts), sum(v is not None for v in verdicts), wanted), verdicts


def f1(counts: Sequence[Counts]) -> float:
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    return 100 * 2 * right / max(1, found + wanted)


def interval(score: Callable[[list], float], rows: list) -> str:
    """A score with its 95% bootstrap interval."""
    chance = random.Random(13)
    values = sorted(score(chance.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    low, high = values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]
    return f"{score(rows):.1f} ({low:.1f} to {high:.1f})"


def as_spans(found: list[Attribution]) -> list[tuple[list, list]]:
    return [([list(piece) for piece in a.content], [list(a.source)] if a.source else []) for a in found]


def attributions(article: dict, encoding: Encoding, encoder: Encoder) -> list[tuple[list, list]]:
    return as_spans(read_attributions(article["text"], encoding, encoder))


def exact_spans(article: dict, encoding: Encoding, encoder: Encoder, role: str) -> Counts:
    """Spans of a role that are exactly right, found and wanted."""
    text = article["text"]
    limits = encoder.settings["decoding"]
    tags = best_tags(encoding.tags, encoding.pieces.opens_word, limits["outside"], limits["begin"])
    found = {
        letters(text, [span_of(encoding, s)]) or span_of(encoding, s)
        for s in stretches(tags, encoding.tags)
        if s.role == role
    }
    gold = {letters(text, [span]) or tuple(span) for s in article["statements"] for span in s.get(role) or []}
    return len(found & gold), len(found), len(gold)


# ---------------------------------------------------------------- confidence
def fit_logistic(rows: NDArray[np.float64], right: NDArray[np.float64]) -> dict:
    """Weights of a logistic regression with a little ridge (Newton's method)."""
    rows = np.column_stack([rows, np.ones(len(rows))])
    weight = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], 1.0)
    ridge[-1] = 0.0
    for _ in range(50):
        share = 1 / (1 + np.exp(-rows @ weight))
        slope = rows.T @ (share - right) + ridge * weight
        curve = (rows * (share * (1 - share))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        weight = weight - np.linalg.solve(curve, slope)
    return {"weight": [round(float(w), 5) for w in weight[:-1]], "bias": round(float(weight[-1]), 5)}


def judged_links(
    articles: list[dict], encodings: list[Encoding], encoder: Encoder
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The features of every linked statement that counts, and whether it is right."""
    rows, right = [], []
    for article, encoding in zip(articles, encodings, strict=True):
        linked = read_links(encoding, encoder, Thresholds(**encoder.settings["decoding"]))
        spans = [
            ([span_of(encoding, c) for c in x.contents], [span_of(encoding, x.source)] if x.source else [])
            for x in linked
        ]
        for x, verdict in zip(linked, judge(article, spans)[1], strict=True):
            if verdict is not None:
                rows.append(features(encoding, x))
                right.append(float(verdict))
    return np.array(rows), np.array(right)


# Below zero, doubtful spans are read too: the vote with syntax and `least` sort them.
OUTSIDE = -0.25
# The vote is asked about every attribution from this confidence on.
LEAST_ASKED = 0.15
# Each threshold is tried at these values; until its turn the first one stands.
SEARCHED = {
    "begin": (1.0, 0.5, 1.5, 2.0),
    "nearness": (1.5, 1.0, 2.0),
    "pointed": (0.5, 0.35, 1.0),
    "kept": (0.5, 0.2, 0.8),
    "sourceless": (0.4, 0.3, 0.5),
}
LEAST = (0.22, 0.25, 0.28, 0.31, 0.34, 0.37, 0.4, 0.43)


# F1 hardly depends on the threshold, so the lowest one ships that costs no more than this: who reads a table can leave
# out a doubtful row, but cannot see one that is not there.
SPARE = 0.4


def lowest(scores: Mapping[float, float], spare: float = SPARE) -> float:
    """The lowest threshold whose score is as good as the best, but for `spare`."""
    return min(tried for tried, score in scores.items() if score >= max(scores.values()) - spare)


def calibrate(articles: list[dict], encodings: list[Encoding], encoder: Encoder) -> None:
    """Set the decoding thresholds, one after the other, and the confidence from the articles given."""
    limits = {name: values[0] for name, values in SEARCHED.items()} | {"outside": OUTSIDE, "least": 0.0}
    best = _fitted(articles, encodings, encoder, limits)
    for name, values in SEARCHED.items():
        for value in values[1:]:
            best = max(best, _fitted(articles, encodings, encoder, best[1] | {name: value}), key=lambda tried: tried[0])
    _, encoder.settings["decoding"], encoder.settings["confidence"] = best


def _fitted(
    articles: list[dict], encodings: list[Encoding], encoder: Encoder, limits: dict[str, float]
) -> tuple[float, dict[str, float], dict]:
    """What thresholds reach, with the best `least` beside them, and the confidence fitted to them.

    That is joint F1 and, since statements that share only half with the annotated ones are right too, the mean F1 of
    exact spans.
    """
    encoder.settings["decoding"] = limits
    rows, right = judged_links(articles, encodings, encoder)
    confidence = fit_logistic(rows, right)
    share = np.array([confidence_of(row, confidence) for row in rows.tolist()])
    wanted = sum(len(article["statements"]) for article in articles)
    scores = {least: 200 * right[share >= least].sum() / ((share >= least).sum() + wanted) for least in LEAST}
    least = lowest(scores)
    read = list(zip(articles, encodings, strict=True))
    exact = [f1([exact_spans(article, encoding, encoder, role) for article, encoding in read]) for role in ROLES]
    return scores[least] + sum(exact) / len(exact), limits | {"least": least}, confidence


# ---------------------------------------------------------------- polarity
def target_scores(rows: list[dict], encoder: Encoder) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Scores [row, 3] and labels (0, 1, 2) of targets."""
    scores = []
    for row in rows:
        pieces = read_pieces(row["text"], encoder.tokenizer)
        numbers = covered(pieces, *row["target"])
        scores.append(encoder.polarity_scores(pieces, int(numbers[0]), int(numbers[-1]) + 1))
    return np.array(scores), np.array([row["label"] + 1 for row in rows])


def temperature(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The temperature at which the right label is likeliest."""
    every = np.arange(len(labels))
    tried = np.arange(0.5, 4.0, 0.05)
    loss = [-log_softmax((scores / t).astype(np.float32))[every, labels].mean() for t in tried]
    return round(float(tried[int(np.argmin(loss))]), 3)


def agreement(rows: Sequence[dict]) -> str:
    """How far the two annotators of `labels` agree, in a sentence."""
    given = [(coder, number, label) for number, row in enumerate(rows) for coder, label in enumerate(row["labels"])]
    alpha = AnnotationTask(data=given, distance=interval_distance).alpha()
    equal = sum(one == other for one, other in (row["labels"] for row in rows))
    return (
        f"Two annotators gave {equal} of the {len(rows)} sentences with issue targets the same label; "
        f"Krippendorff's alpha (interval) {alpha:.2f}."
    )


# ---------------------------------------------------------------- report
def evaluate(data: Path, folder: Path, keep: bool = True) -> str:
    """Calibrate a model folder, write its settings back (`keep`), and give the scores as Markdown."""
    encoder = Encoder(folder)
    articles = read_lines(data / "polnear_dev.jsonl")
    encodings = [encoder.encode(article["text"]) for article in articles]
    counts: dict[str, list[Counts]] = {name: [] for name in ("joint, all", "joint, speech only", *ROLES)}
    confidence, right = [], []
    halves = slice(0, None, 2), slice(1, None, 2)
    for setting, checked in (halves, halves[::-1]):
        calibrate(articles[setting], encodings[setting], encoder)
        for article, encoding in zip(articles[checked], encodings[checked], strict=True):
            found = attributions(article, encoding, encoder)
            counts["joint, all"].append(judge(article, found)[0])
            counts["joint, speech only"].append(judge(article, found, "speech")[0])
            for role in ROLES:
                counts[role].append(exact_spans(article, encoding, encoder, role))
        rows, verdicts = judged_links(articles[checked], encodings[checked], encoder)
        seen = [confidence_of(row, encoder.settings["confidence"]) for row in rows.tolist()]
        given = [k for k, c in enumerate(seen) if c >= encoder.settings["decoding"]["least"]]
        confidence += [seen[k] for k in given]
        right += [verdicts[k] for k in given]
    lines = ["| dev, each half by the thresholds of the other | F1 (95% interval) |", "| --- | --- |"]
    lines += [f"| {'exact spans, ' * (name in ROLES)}{name} | {interval(f1, counts[name])} |" for name in counts]
    calibrate(articles, encodings, encoder)

    head = encoder.settings["polarity"]
    sure, agreed = [], []
    scored = {name: target_scores(read_lines(data / f"newsmtsc_dev_{name}.jsonl"), encoder) for name in ("mt", "rw")}
    for name, (values, labels) in scored.items():
        pairs = list(zip(labels.tolist(), values.argmax(axis=1).tolist(), strict=True))
        lines.append(f"| polarity, {name} (macro) | {interval(macro_f1, pairs)} |")
    issues = {half: read_lines(ISSUE_TARGETS / f"{half}.jsonl") for half in ("train", "test")}
    values, labels = target_scores(issues["test"], encoder)
    pairs = list(zip(labels.tolist(), values.argmax(axis=1).tolist(), strict=True))
    lines.append(f"| polarity, issue targets (macro, {len(pairs)} of our own) | {interval(macro_f1, pairs)} |")
    lines += ["", agreement(issues["train"] + issues["test"])]
    values, labels = (np.concatenate(parts) for parts in zip(*scored.values(), strict=True))
    for setting, checked in (halves, halves[::-1]):
        heat = temperature(values[setting], labels[setting])
        share = np.exp(log_softmax((values[checked] / heat).astype(np.float32)))
        sure += share.max(axis=1).tolist()
        agreed += (share.argmax(axis=1) == labels[checked]).astype(float).tolist()
    head["temperature"] = temperature(values, labels)
    lines += ["", f"Thresholds, from all of dev: `{encoder.settings['decoding']}`"]
    lines += table_of("attributions by the encoder alone", np.array(confidence), np.array(right))
    lines += table_of("polarity", np.array(sure), np.array(agreed))
    draw("polarity", reliability(np.array(sure), np.array(agreed))[1])
    lines += curve(articles, encodings, encoder)
    encoder.settings["decoding"]["least"] = LEAST_ASKED
    if keep:
        (folder / "encoder.json").write_text(as_json(encoder.settings), encoding="utf-8")
    return "\n".join(lines) + "\n"


def curve(articles: list[dict], encodings: list[Encoding], encoder: Encoder) -> list[str]:
    """Precision and recall of attributions by the least confidence a user accepts."""
    given = [read_attributions(a["text"], e, encoder) for a, e in zip(articles, encodings, strict=True)]

    def counted(least: float) -> list[Counts]:
        chosen = [as_spans([x for x in found if x.confidence >= least]) for found in given]
        return [judge(a, c)[0] for a, c in zip(articles, chosen, strict=True)]

    return trade_off(encoder.settings["decoding"]["least"], counted)


def trade_off(shipped: float, counted: Callable[[float], list[Counts]]) -> list[str]:
    """A table of precision and recall, from the threshold that ships to stricter ones."""
    lines = ["", "| least confidence | precision | recall |", "| --- | --- | --- |"]
    for least in (shipped, 0.5, 0.6, 0.7, 0.8, 0.9):
        right, found, wanted = (sum(column) for column in zip(*counted(least), strict=True))
        lines.append(f"| {least:.2f} | {right / max(1, found):.3f} | {right / max(1, wanted):.3f} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    print(evaluate(options.data, options.model))


if __name__ == "__main__":
    main()
