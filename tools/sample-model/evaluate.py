"""Scores the sample model on the evaluation sentences; writes score.json and the model card: `python evaluate.py`."""

import argparse
import json
from pathlib import Path

import torch
from sample_model.card import write_card
from sample_model.corpus import read_examples
from sample_model.paths import MODEL, SCORE, SENTENCES
from sample_model.score import score
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

REQUIRED_ACCURACY = 0.85


def parse_arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="model folder")
    return parser.parse_args()


@torch.no_grad()
def predict(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, texts: list[str]) -> list[str]:
    """Gives the label of each text, as Python users get it."""
    inputs = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
    return [model.config.id2label[index] for index in model(**inputs).logits.argmax(-1).tolist()]


def main() -> None:
    """Prints score and mistakes; fails below the required accuracy."""
    arguments = parse_arguments()
    examples = read_examples(SENTENCES / "evaluation.tsv")
    model = AutoModelForSequenceClassification.from_pretrained(arguments.model)
    given = predict(model, AutoTokenizer.from_pretrained(arguments.model), [text for _, text in examples])
    for (expected, text), label in zip(examples, given):
        if label != expected:
            print(f"{expected:8s} taken for {label:8s}  {text}")
    result = score([(expected, label) for (expected, _), label in zip(examples, given)])
    print(json.dumps(result, indent=2))
    SCORE.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    write_card(arguments.model, model.num_parameters(), result)
    if result["accuracy"] < REQUIRED_ACCURACY:
        raise SystemExit(f"below the required accuracy of {REQUIRED_ACCURACY}")


if __name__ == "__main__":
    main()
