"""How many sentences are right, in all and by class."""

from typing import TypedDict

from .labels import LABELS


class ClassScore(TypedDict):
    """The score of the sentences of one class."""

    sentences: int
    accuracy: float


class Score(ClassScore):
    """The score of all sentences, and of each class."""

    classes: dict[str, ClassScore]


def class_score(pairs: list[tuple[str, str]]) -> ClassScore:
    """Gives the share of (expected, given) pairs that agree, with four decimals."""
    right = sum(expected == given for expected, given in pairs)
    return {"sentences": len(pairs), "accuracy": round(right / len(pairs), 4)}


def score(pairs: list[tuple[str, str]]) -> Score:
    """Scores (expected, given) pairs; every class must occur."""
    classes = {name: class_score([pair for pair in pairs if pair[0] == name]) for name in LABELS}
    return {**class_score(pairs), "classes": classes}
