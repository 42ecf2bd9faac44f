"""Who said what in the news, and for or against what: statements, stances and figures as pandas tables.

>>> import analysis
>>> article = analysis.read_article("The UN called for a ceasefire. “This must stop,” the Pope said on Sunday.\\n")
>>> result = analysis.analyze(article)
>>> len(result.statements)
2
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Loaded at first use, so that `import analysis` is quick: the parser and the plots take a second each.
_HOMES = {
    "Analysis": "pipeline",
    "Article": "article",
    "ActorBook": "actors",
    "IssueBook": "stances.issues",
    "analyze": "pipeline",
    "compare": "comparison",
    "conflicts": "figures.conflicts",
    "read_article": "reading",
    "read_articles": "reading",
    "read_figures": "figures",
    "target_polarity": "polarity",
}
_MODULES = ("agreement", "annotations", "charts", "concordance", "display", "reports", "tables")
__all__ = [*_HOMES, *_MODULES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"analysis.{_HOMES[name]}"), name)
    if name in _MODULES:
        return import_module(f"analysis.{name}")
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
