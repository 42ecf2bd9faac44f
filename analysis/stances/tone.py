"""Verdicts that no word of the lexicon names ("they are selling out the country"): the trained model hears them.

The lexicon reads what is judged in so many words. Where a known speaker says something of somebody, and no rule finds a
position in it, the target polarity model is asked how the words sound toward their subject. It is heard where it is
sure. What sounds good of somebody is mostly told, not praised: praise counts only of what is given a name ("called her
a rising star") or said to be something ("he is the best of them").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from analysis.stances.acts import Use
from analysis.stances.arguments import TokenSpan, clause_extent, extent, is_passive, object_heads, subject_of
from analysis.stances.assertions import asserted
from analysis.stances.denials import is_supposed
from analysis.stances.judging import names_given
from analysis.stances.positions import Position, Scene, position

# The model is heard against somebody from SURE on. Of 65 subjects that sounded spoken against, 40 in PolNeAR training
# articles and 25 in sentences of other news, 49 were (75%, Wilson interval 64 to 84); of 14 that sounded praised, 5.
SURE, _RIGHT = 0.8, 0.75
# Praise counts of what is said to be something ("he is the best": 12 of 13), and names count either way (bad ones 24 of
# 27, good ones 20 of 23; PolNeAR training and dev articles).
_PRAISED, _BY_NAME, _NAMED_RIGHT = 0.95, 0.9, 0.85
# Lists of who and what somebody answers for.
_ANSWERED_FOR = ("anyone", "own_bodies", "laws", "done", "claims", "charged")
_NAMED = frozenset({"he", "him", "she", "her", "they", "them", "us", "me", "it", "this", "that"})
#: The model: from a token span to polarity and confidence; None where it cannot tell.
Hear = Callable[[TokenSpan], tuple[int, float] | None]


def verdict(scene: Scene, uses: Sequence[Use], hear: Hear) -> Position | None:
    """What a statement without a position sounds like: a charge or praise, or None.

    Parameters
    ----------
    scene : Scene
    uses : sequence of Use
        The acts that its cue performs; only naming ("called him") and warning leave room for a verdict.
    hear : callable
    """
    if all(use.act.frame == "warn" for use in uses):
        return _told(scene, hear)
    naming = next((use for use in uses if use.act.frame == "name"), None)
    return _named(scene, naming, hear) if naming is not None else None


def _told(scene: Scene, hear: Hear) -> Position | None:
    """Toward the subject of the first clause that the speaker asserts."""
    if scene.cue is not None and any(token.dep_ == "neg" for token in scene.words(scene.cue)):
        return None  # "did not say that"
    for verb in asserted(scene):
        subject = subject_of(verb)
        if subject is None or scene.own(subject) or subject.dep_ == "expl":
            continue
        whole = clause_extent(verb, scene.bounds(verb.i))
        tells_an_act = any(scene.book.uses(token, as_cue=False) for token in scene.words(whole))
        if not _is_told_of(scene, subject) or is_supposed(verb) or is_passive(verb) or tells_an_act:
            return None  # "the plan drew criticism from Oslo": the rules knew that it is not the speaker's
        if _is_misfortune(scene, verb):
            return None  # "the army is losing men"
        is_something = verb.lemma_ == "be" and any(c.dep_ in ("attr", "acomp") for c in verb.rights)
        target, least = extent(subject, scene.bounds(subject.i)), (SURE, _PRAISED if is_something else None)
        return _heard(scene, target, whole, hear, least, _RIGHT)
    return None


def _is_misfortune(scene: Scene, verb: Token) -> bool:
    """Whether a verb tells what befalls its subject, not what it does: "has lost its majority", not "lost its way"."""
    if verb.lemma_ == "run":
        return any(c.lower_ in ("out", "low", "short") for c in verb.rights)
    return scene.book.listed("befalling", verb) and not scene.book.any_listed("forfeited", object_heads(verb))


def _named(scene: Scene, use: Use, hear: Hear) -> Position | None:
    """Toward who or what gets a name that the lexicon does not know: "called him “a lapdog”"."""
    for name, thing, target, evidence in names_given(scene, use):
        is_name = name.pos_ in ("NOUN", "PROPN", "ADJ") or name.tag_ == "VBN"
        if is_name and not scene.book.listed("indefinite", thing) and (thing.pos_ != "PRON" or thing.lower_ in _NAMED):
            return _heard(scene, target, evidence, hear, (_BY_NAME, _BY_NAME), _NAMED_RIGHT)
    return None


def _heard(
    scene: Scene, target: TokenSpan, evidence: TokenSpan, hear: Hear, least: tuple[float, float | None], right: float
) -> Position | None:
    """The position that a phrase's words sound like, where the model is sure of a charge, or praise (None: never)."""
    toward, sureness = hear(target) or (0, 0.0)
    needed = least[toward > 0]
    if not toward or needed is None or sureness < needed:
        return None
    # Who says that a vote was rigged is not against votes: a verdict names no issue.
    act = scene.book.acts["condemn" if toward < 0 else "praise or support"]
    return position(act, target, toward, (), evidence, "model", right)


def _is_told_of(scene: Scene, subject: Token) -> bool:
    """Whether a subject is somebody or somebody's doing, in particular: not "nobody", "some voters" or "the storm"."""
    if subject.pos_ not in ("NOUN", "PROPN") or scene.book.listed("indefinite", subject):
        return False
    return subject.pos_ == "PROPN" or (
        any(scene.book.listed(words, subject) for words in _ANSWERED_FOR)
        and any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in subject.children)
    )
