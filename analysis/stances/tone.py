"""Charges that no word of the lexicon names ("they are selling out the country"): the trained model hears them.

The lexicon reads what is judged in so many words. Where a known speaker says something of somebody, and no rule finds a
position in it, the target polarity model is asked how the words sound toward their subject. It is heard where it is
sure, and only against: what sounds good of somebody is mostly told, not praised.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from analysis.stances.acts import Use
from analysis.stances.arguments import TokenSpan, clause_extent, extent, is_supposed, subject_of
from analysis.stances.assertions import asserted
from analysis.stances.judging import names_given
from analysis.stances.positions import Position, Scene, position

# The model is heard from this confidence on. Of 40 such subjects in 80 PolNeAR training articles, which the model had
# seen for their statements but not for polarity, 31 were spoken against (78%, Wilson interval 62 to 88); of 14 that
# sounded praised, 5 were.
SURE, _RIGHT = 0.8, 0.78


#: The model: from a token span to polarity and confidence; None where it cannot tell.
Hear = Callable[[TokenSpan], tuple[int, float] | None]


def by_tone(scene: Scene, hear: Hear) -> Position | None:
    """What a content says against the subject of its first clause; None where it does not sound so.

    Parameters
    ----------
    scene : Scene
    hear : callable
    """
    for verb in asserted(scene):
        subject = subject_of(verb)
        if subject is None or scene.own(subject) or subject.dep_ == "expl":
            continue
        whole = clause_extent(verb, scene.bounds(verb.i))
        tells_an_act = any(scene.book.uses(token, as_cue=False) for token in scene.words(whole))
        if not _is_told_of(scene, subject) or is_supposed(verb) or tells_an_act:
            return None  # "the plan drew criticism from Oslo": the rules knew that it is not the speaker's
        target = extent(subject, scene.bounds(subject.i))
        toward, sureness = hear(target) or (0, 0.0)
        if toward >= 0 or sureness < SURE:
            return None
        # Who says that a vote was rigged is not against votes: a charge names no issue.
        return position(scene.book.acts["condemn"], target, -1, (), whole, "model", _RIGHT)
    return None


def by_name(scene: Scene, use: Use, hear: Hear) -> Position | None:
    """ "Called him “a puppet”", where the lexicon does not know the name: what it sounds like toward who gets it."""
    for _, thing, target, evidence in names_given(scene, use):
        toward, sureness = hear(target) or (0, 0.0)
        if toward < 0 and sureness >= SURE and not scene.book.listed("indefinite", thing):
            return position(scene.book.acts["condemn"], target, -1, (), evidence, "model", _RIGHT)
    return None


def _is_told_of(scene: Scene, subject: Token) -> bool:
    """Whether a subject is somebody or something in particular: not "nobody", "what" or "some voters"."""
    if subject.pos_ not in ("NOUN", "PROPN") or scene.book.listed("indefinite", subject):
        return False
    return subject.pos_ == "PROPN" or any(
        child.dep_ == "poss" or child.lower_ in ("the", "this", "that", "these", "those") for child in subject.children
    )
