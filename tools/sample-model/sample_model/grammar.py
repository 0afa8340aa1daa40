"""Writes sentences from grammar.txt: the head of that file says what its signs mean."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

from .lexicon import Lexicon, sections

CHOICE = re.compile(r"\(([^()]*)\)(\?)?")
SLOT = re.compile(r"\{([a-z_|]+)(\?)?\}")
# Names that nobody has heard of: from them the model learns that pieces alone say nothing.
SYLLABLES = tuple("ka lo mi ber tan ix zo ren vel qua sk dem gro shi dor ul fa ex nim by".split())
MADE_UP = re.compile(f"(?:{'|'.join(SYLLABLES)}){{2,3}}")


@dataclass(frozen=True)
class Rule:
    """The wordings of a rule and how likely each one is."""

    wordings: tuple[str, ...]
    weights: tuple[int, ...]


def parse_rule(lines: list[str]) -> Rule:
    """Reads the lines of one rule; `*3 ` before a line is its weight."""
    matches = [re.fullmatch(r"(?:\*(\d+) )?(.*)", line) for line in lines]
    pairs = [(match[2], int(match[1] or 1)) for match in matches if match]
    return Rule(tuple(text for text, _ in pairs), tuple(weight for _, weight in pairs))


class Grammar:
    """Expands rules into sentences; the same seed gives the same sentences."""

    def __init__(self, path: Path, lexicon: Lexicon, seed: int) -> None:
        self._random = random.Random(seed)
        self._lexicon = lexicon
        self._rules: dict[str, Rule] = {}
        self.shares: dict[str, int] = {}
        for head, lines in sections(path).items():
            name, _, share = head.partition(" ")
            name = name.removeprefix("=")
            if name in lexicon:
                raise ValueError(f"{path.name}: the rule {name} has the name of a lexicon section")
            self._rules[name] = parse_rule(lines)
            if share:
                self.shares[name] = int(share)

    def sentence(self, label: str) -> str:
        """Gives one sentence with the label's meaning, in lower and upper case as it falls."""
        return tidy(self._expand(label))

    def _expand(self, name: str) -> str:
        if name == "made_up":
            return "".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 3)))
        if name in self._lexicon:
            return self._random.choice(self._lexicon[name])
        rule = self._rules[name]
        text = self._random.choices(rule.wordings, rule.weights)[0]
        return SLOT.sub(self._slot, CHOICE.sub(self._wording, text))

    def _wording(self, match: re.Match[str]) -> str:
        return "" if self._skipped(match) else self._random.choice(match[1].split("/"))

    def _slot(self, match: re.Match[str]) -> str:
        return "" if self._skipped(match) else self._expand(self._random.choice(match[1].split("|")))

    def _skipped(self, match: re.Match[str]) -> bool:
        return match[2] is not None and self._random.random() < 0.5


def tidy(text: str) -> str:
    """Mends spaces, doubled signs and the article before a vowel."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([.,!?])", r"\1", text)
    text = re.sub(r"([.,!?])[.,]+", r"\1", text)
    return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)
