"""The model card, README.md of the model folder."""

import json
from pathlib import Path

from .score import Score

CARD = """---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-classification
tags: [sentiment, sample]
---

# Sample sentiment model

A very small BERT that says whether a short English sentence is negative, neutral or positive. It comes with Model
Lens as a sample, so that there is something to look at before the first download. It is made for looking at, not for
decisions.

| | |
|---|---|
| architecture | `BertForSequenceClassification` |
| size | {layers} layers of {heads} heads, hidden size {hidden}, {positions} positions |
| parameters | {parameters:,}, float32 |
| tokenizer | WordPiece, uncased, {tokens:,} tokens |
| labels | 0 `negative`, 1 `neutral`, 2 `positive` |
| accuracy | {accuracy:.1%} of {sentences} sentences that it was not trained on ({classes}) |
| licence | Apache-2.0 |

## How it was made

Trained from random weights by `tools/sample-model/train.py` in the Model Lens repository, on sentences written for it
and on sentences that a grammar with a word list puts together: feedback, courses, products, films, food, travel,
everyday matters and software. No other text, model or data set went into it. `evaluate.py` beside the script gives the
score.

## Limits

It knows some four thousand English words, and what negation, contrast and "too long" do in short sentences. Irony, long
texts, other languages and knowledge of the world are beyond it.
"""


def write_card(folder: Path, parameters: int, score: Score) -> None:
    """Writes the card with the model's sizes and its score."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    text = CARD.format(
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        hidden=config["hidden_size"],
        positions=config["max_position_embeddings"],
        tokens=config["vocab_size"],
        parameters=parameters,
        accuracy=score["accuracy"],
        sentences=score["sentences"],
        classes=", ".join(f"{name} {row['accuracy']:.1%}" for name, row in score["classes"].items()),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
