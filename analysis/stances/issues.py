"""Issues: what stances are about, found by the words of ``data/issues.yaml`` or of the user's own file."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from analysis.actors.names import yaml_loader
from analysis.document import Document
from analysis.errors import AnalysisError
from analysis.stances.phrasebook import PhraseBook

#: Mentions of its context issues that an article needs before a vague word ("violence") counts for an issue.
_CONTEXT = 2
_KEYS = {"id", "label", "words", "against", "context"}


class IssueFileError(AnalysisError):
    """An issues file that cannot be used; the message names the file, the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: its id in tables, its label in charts, and the issues that give its vaguer words their sense."""

    id: str
    label: str
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueMention:
    """Words of an article that name an issue (``orientation`` 1) or its opposite or end (-1).

    ``first`` and ``last`` are token numbers, both included.
    """

    issue: str
    orientation: int
    first: int
    last: int


class IssueBook:
    """The issues that stances are sorted under, in the order of the file."""

    def __init__(self, issues: Mapping[str, Issue], phrases: PhraseBook[tuple[str, int, bool]]) -> None:
        self.issues = dict(issues)
        self._phrases = phrases
        self._rank = {issue: rank for rank, issue in enumerate(self.issues)}

    @classmethod
    def load(cls, path: str | Path | None = None) -> IssueBook:
        """The built-in issues, or those of a user's YAML file, which replace them.

        Parameters
        ----------
        path : str or Path, optional
            A file of the form of ``analysis/data/issues.yaml``: a list ``issues``, each entry with ``id``, ``label``
            and ``words``, and optionally ``against`` and ``context``.

        Raises
        ------
        IssueFileError
            The file is missing, is not YAML, or an entry is incomplete; the message says which and what to do.

        Examples
        --------
        >>> IssueBook.load().issues["internet-shutdown"].label
        'Internet shutdown'
        """
        source = files("analysis") / "data" / "issues.yaml" if path is None else Path(path)
        try:
            loaded = yaml.load(source.read_text(encoding="utf-8"), yaml_loader())
        except OSError as error:
            raise IssueFileError(f"{source}: cannot read the issues file ({error.strerror or error})") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise IssueFileError(f"{source}: not a YAML file in UTF-8: {error}") from error
        entries = loaded.get("issues") if isinstance(loaded, dict) else None
        if not isinstance(entries, list) or not entries:
            raise IssueFileError(f"{source}: expected a list under `issues:`, each entry with id, label and words")
        issues: dict[str, Issue] = {}
        phrases: PhraseBook[tuple[str, int, bool]] = PhraseBook()
        for number, entry in enumerate(entries, 1):
            issue = _read_issue(entry, f"{source}, entry {number}")
            if issue.id in issues:
                raise IssueFileError(f"{source}, entry {number}: the id {issue.id!r} is already taken; ids must differ")
            issues[issue.id] = issue
            for key, orientation in (("words", 1), ("against", -1)):
                for phrase in entry.get(key) or []:
                    _add(phrases, phrase, (issue.id, orientation, False), f"{source}, entry {number} ({issue.id})")
            for phrase in (entry.get("context") or {}).get("words") or []:
                _add(phrases, phrase, (issue.id, 1, True), f"{source}, entry {number} ({issue.id})")
        for issue in issues.values():
            for other in issue.context:
                if other not in issues:
                    raise IssueFileError(f"{source}: `context` of {issue.id!r} names {other!r}, which is no issue here")
        return cls(issues, phrases)

    def find(self, document: Document) -> IssuesOf:
        """Every mention of an issue in one document."""
        plain: list[IssueMention] = []
        vague: list[tuple[IssueMention, bool]] = []
        for (issue, orientation, needs_context), first, last in self._phrases.find(document.parse):
            mention = IssueMention(issue, orientation, first, last)
            if needs_context:
                vague.append((mention, True))
            else:
                plain.append(mention)
        counts = Counter(mention.issue for mention in plain)
        weight = {i.id: sum(counts[other] for other in i.context) for i in self.issues.values()}
        taken = {(mention.first, mention.last) for mention in plain}
        in_context = [m for m, _ in vague if weight[m.issue] >= _CONTEXT and (m.first, m.last) not in taken]
        best: dict[tuple[int, int], IssueMention] = {}
        for mention in in_context:
            key = (mention.first, mention.last)
            known = best.get(key)
            if known is None or weight[mention.issue] > weight[known.issue]:
                best[key] = mention
        return IssuesOf([*plain, *best.values()], self._rank)


class IssuesOf:
    """The mentions of issues in one document."""

    def __init__(self, mentions: list[IssueMention], rank: Mapping[str, int]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.first, m.first - m.last, rank[m.issue]))
        self._starts = [mention.first for mention in self._mentions]

    def within(self, first: int, last: int) -> Iterator[IssueMention]:
        """Mentions wholly inside the tokens ``first`` to ``last``, longest first where they begin together."""
        for at in range(bisect_left(self._starts, first), len(self._mentions)):
            mention = self._mentions[at]
            if mention.first > last:
                return
            if mention.last <= last:
                yield mention


def _add(phrases: PhraseBook[tuple[str, int, bool]], phrase: Any, value: tuple[str, int, bool], where: str) -> None:
    try:
        phrases.add(str(phrase), value)
    except ValueError as error:
        raise IssueFileError(f"{where}: {error}") from error


def _read_issue(entry: Any, where: str) -> Issue:
    if not isinstance(entry, dict) or not entry.get("id") or not entry.get("words"):
        raise IssueFileError(f"{where}: every issue needs an `id` and a list of `words`")
    unknown = set(entry) - _KEYS
    if unknown:
        raise IssueFileError(
            f"{where} ({entry['id']}): unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_KEYS))}"
        )
    for key in ("words", "against"):
        if not isinstance(entry.get(key) or [], list):
            raise IssueFileError(f"{where} ({entry['id']}): `{key}` must be a list of phrases")
    context = entry.get("context") or {}
    if not isinstance(context, dict):
        raise IssueFileError(f"{where} ({entry['id']}): `context` needs the lists `of` and `words`")
    return Issue(str(entry["id"]), str(entry.get("label") or entry["id"]), tuple(context.get("of") or ()))
