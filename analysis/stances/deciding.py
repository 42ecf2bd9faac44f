"""The one rule for a stance whose act and object say one thing and the trained model another."""

from __future__ import annotations

#: How much surer than the act the model must be. Where they disagreed in news read by hand (20 of 126 rows, the model's
#: confidence 0.37 to 0.90) the act was right 19 times. At 0.3 the model turned 11 of the 6,383 stances of 10,089 texts
#: round, five of them rightly; so it is heard only where the act's own words are shakier still.
MARGIN = 0.4


def is_open(toward: int | None, confidence: float) -> bool:
    """Whether the model could be heard at all: only then is it asked.

    >>> is_open(-1, 0.92), is_open(-1, 0.5), is_open(0, 0.5)
    (False, True, False)
    """
    return bool(toward) and confidence < 1 - MARGIN


def decide(toward: int, confidence: float, model: int, model_confidence: float) -> tuple[int, float, bool]:
    """The polarity of a stance: the act decides, unless the model takes the other side and is clearly surer.

    The act's words were seen to be spoken about the target; the model only says how the text around it sounds. So it
    cannot make a side of none, nor none of a side, and its agreement proves nothing.

    Parameters
    ----------
    toward, confidence
        By act and object: -1, 0 or 1, and from 0 to 1.
    model, model_confidence
        By the model (``polarity_of``), on the same scales.

    Returns
    -------
    tuple
        Polarity, confidence, and whether the model decided.

    Examples
    --------
    >>> decide(-1, 0.8, model=1, model_confidence=0.9), decide(-1, 0.4, model=1, model_confidence=0.9)
    ((-1, 0.8, False), (1, 0.5, True))
    """
    if toward and model == -toward and model_confidence - confidence > MARGIN:
        return model, round(model_confidence - confidence, 3), True
    return toward, confidence, False
