"""Charges that no word of the lexicon names ("they are selling out the country"): the trained model hears them.

The lexicon reads what is judged in so many words. Where a known speaker says something of somebody, and no rule finds a
position in it, the target polarity model is asked how the words sound toward their subject. It is heard where it is
sure, and only against: what sounds good of somebody is mostly told, not praised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from analysis.stances.acts import Use
from analysis.stances.arguments import TokenSpan, clause_extent, extent, is_passive, is_supposed, subject_of
from analysis.stances.assertions import asserted
from analysis.stances.judging import names_given
from analysis.stances.positions import Position, Scene, position

# The model is heard from this confidence on. Of 65 such subjects, 40 in PolNeAR training articles and 25 in sentences
# of other news, 49 were spoken against (75%, Wilson interval 64 to 84); of 14 that sounded praised, 5 were.
SURE, _RIGHT = 0.8, 0.75
# Lists of who and what somebody answers for.
_ANSWERED_FOR = ("anyone", "own_bodies", "laws", "done", "claims", "charged")
_PERSONS = frozenset({"he", "him", "she", "her", "they", "them", "us", "me"})
#: The model: from a token span to polarity and confidence; None where it cannot tell.
Hear = Callable[[TokenSpan], tuple[int, float] | None]


def charge(scene: Scene, uses: Sequence[Use], hear: Hear) -> Position | None:
    """What a statement without a position sounds like: a charge, or None.

    Parameters
    ----------
    scene : Scene
    uses : sequence of Use
        The acts that its cue performs; only naming ("called him") and warning leave room for a charge.
    hear : callable
    """
    if all(use.act.frame == "warn" for use in uses):
        return _told(scene, hear)
    naming = next((use for use in uses if use.act.frame == "name"), None)
    return _named(scene, naming, hear) if naming is not None else None


def _told(scene: Scene, hear: Hear) -> Position | None:
    """Against the subject of the first clause that the speaker asserts."""
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
        target = extent(subject, scene.bounds(subject.i))
        toward, sureness = hear(target) or (0, 0.0)
        if toward >= 0 or sureness < SURE:
            return None
        # Who says that a vote was rigged is not against votes: a charge names no issue.
        return position(scene.book.acts["condemn"], target, -1, (), whole, "model", _RIGHT)
    return None


def _named(scene: Scene, use: Use, hear: Hear) -> Position | None:
    """Against who gets a name that the lexicon does not know: "called him “a lapdog”"."""
    for _, thing, target, evidence in names_given(scene, use):
        toward, sureness = hear(target) or (0, 0.0)
        if toward < 0 and sureness >= SURE and (_is_told_of(scene, thing) or thing.lower_ in _PERSONS):
            return position(scene.book.acts["condemn"], target, -1, (), evidence, "model", _RIGHT)
    return None


def _is_told_of(scene: Scene, subject: Token) -> bool:
    """Whether a subject is somebody or somebody's doing, in particular: not "nobody", "some voters" or "the storm"."""
    if subject.pos_ not in ("NOUN", "PROPN") or scene.book.listed("indefinite", subject):
        return False
    return subject.pos_ == "PROPN" or (
        any(scene.book.listed(words, subject) for words in _ANSWERED_FOR)
        and any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in subject.children)
    )
