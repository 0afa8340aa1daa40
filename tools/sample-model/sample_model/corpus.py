"""The training sentences: written ones, varied by exchanging words, and ones from the grammar."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from .grammar import Grammar, tidy
from .labels import LABELS
from .lexicon import Lexicon
from .paths import LEXICON, SENTENCES

Example = tuple[str, str]
WORD = re.compile(r"[a-z][a-z'-]*")
EXCHANGED = (
    "course teacher product film artist food travel staff software person pos_adj neg_adj pos_person neg_person "
    "pos_feeling neg_feeling pos_verb_past neg_verb_past city country name job neu_object neu_place film_plural "
    "course_plural product_plural food_plural travel_plural software_plural neu_adj"
).split()


def read_examples(path: Path) -> list[Example]:
    """Reads `label<TAB>text` lines."""
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(label, text) for label, text in rows]


def read_held_out() -> list[Example]:
    """Gives the sentences that training must not see."""
    return [row for name in ("evaluation", "development") for row in read_examples(SENTENCES / f"{name}.tsv")]


def read_written() -> list[Example]:
    """Gives the sentences written for training, from the file of each label."""
    lines = {label: (SENTENCES / f"{label}.txt").read_text(encoding="utf-8").splitlines() for label in LABELS}
    return [(label, text) for label in LABELS for text in lines[label] if text and not text.startswith("#")]


def ambiguous_words(lexicon: Lexicon) -> set[str]:
    """Gives the words that stand in sections of different meaning, such as "cold" (of a person, or of water)."""
    meanings: dict[str, set[str]] = {}
    for name in (*EXCHANGED, "degree_adj", "lukewarm"):
        meaning = name if name in ("degree_adj", "lukewarm") else name[:3] if name[:4] in ("pos_", "neg_") else ""
        for item in lexicon[name]:
            meanings.setdefault(item.lower(), set()).add(meaning)
    return {word for word, found in meanings.items() if len(found) > 1}


class WordExchange:
    """Varies a sentence with other words of the same lexicon section: "the soup was bland" -> "the pizza was stale"."""

    def __init__(self, lexicon: Lexicon, rate: float, chooser: random.Random) -> None:
        self._random = chooser
        self._rate = rate
        self._sections: dict[str, list[list[str]]] = {}
        ambiguous = ambiguous_words(lexicon)
        for name in EXCHANGED:
            for item in lexicon[name]:
                if item.lower() not in ambiguous:
                    self._sections.setdefault(item.lower(), []).append(lexicon[name])

    def __call__(self, text: str) -> str:
        return tidy(WORD.sub(self._word, text.lower()))

    def _word(self, match: re.Match[str]) -> str:
        choices = self._sections.get(match[0])
        if choices is None or self._random.random() >= self._rate:
            return match[0]
        return self._random.choice(self._random.choice(choices))


class Corpus:
    """An endless stream of examples of which `written_share` come from the written sentences."""

    def __init__(self, lexicon: Lexicon, seed: int, written_share: float) -> None:
        self._random = random.Random(seed)
        self._grammar = Grammar(SENTENCES / "grammar.txt", lexicon, seed)
        self._exchange = WordExchange(lexicon, 0.35, self._random)
        self._written_share = written_share
        self.written = read_written()
        check_apart(self.written)
        self._held_out = {words_of(text) for _, text in read_held_out()}

    def generated(self, count: int) -> list[Example]:
        """Gives sentences of the grammar, none of them a held-out one."""
        shares = self._grammar.shares
        labels = self._random.choices(list(shares), list(shares.values()), k=count)
        return [(label, self._unseen_sentence(label)) for label in labels]

    def _unseen_sentence(self, label: str) -> str:
        while True:
            text = self._grammar.sentence(label)
            if words_of(text) not in self._held_out:
                return text

    def batches(self, size: int) -> Iterator[list[Example]]:
        """Gives batches for ever."""
        written_count = round(size * self._written_share)
        while True:
            written = self._random.choices(self.written, k=written_count)
            varied = [(label, self._exchange(text)) for label, text in written]
            yield [(label, self._roughen(text)) for label, text in varied + self.generated(size - written_count)]

    def _roughen(self, text: str) -> str:
        """Drops the last full stop now and then, as people do."""
        return text.rstrip(".") if self._random.random() < 0.2 else text


def words_of(text: str) -> frozenset[str]:
    """Gives the words of a text, whatever their order; signs and emoji do not count."""
    return frozenset(WORD.findall(text.lower()))


def check_apart(written: list[Example]) -> None:
    """Throws when a training sentence is one of the held-out sentences, or has nearly the same words."""
    others = [(text, words_of(text)) for _, text in written]
    for _, text in read_held_out():
        words = words_of(text)
        for other, theirs in others:
            if text == other or len(words & theirs) > 0.8 * len(words | theirs):
                raise ValueError(f"held-out sentence {text!r} is too close to the training sentence {other!r}")
