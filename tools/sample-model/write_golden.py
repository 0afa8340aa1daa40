"""Writes what Python computes for a dozen texts, for the engine's tests: `python write_golden.py`."""

import json
from pathlib import Path
from typing import Any

import tokenizers
import torch
import transformers
from transformers import AutoModelForSequenceClassification, AutoTokenizer

REPOSITORY = Path(__file__).resolve().parent.parent.parent
MODEL = REPOSITORY / "media" / "sample-model"
GOLDEN = REPOSITORY / "test" / "fixtures" / "sample-model" / "golden.json"

TEXTS: list[tuple[str, str | None]] = [
    ("I am excited to learn about transformers", None),
    ("NPTEL is great!", None),
    ("It was too long for me.", None),
    ("The food was good, but the service was terrible.", None),
    ("Not bad at all!", None),
    ("The lecture starts at nine.", None),
    ("The course is over.", "I would take it again."),
    ("Best day of my life 🎉🙂", None),
    ("The naïve café owner re-tokenised 3,000 words.", None),
    ('They said "it\'s fine" — it wasn\'t.', None),
    ("日本語 and emoji 🦜 in one line", None),
    ("", None),
]


@torch.no_grad()
def golden_row(model: Any, tokenizer: Any, text: str, pair: str | None) -> dict[str, object]:
    """Gives ids, type ids, logits, probabilities and label of one text or pair."""
    inputs = tokenizer(text, pair, return_tensors="pt")
    logits = model(**inputs).logits[0]
    return {
        "text": text,
        "pair": pair,
        "ids": inputs["input_ids"][0].tolist(),
        "typeIds": inputs["token_type_ids"][0].tolist(),
        "tokens": tokenizer.convert_ids_to_tokens(inputs["input_ids"][0].tolist()),
        "logits": logits.tolist(),
        "probabilities": logits.softmax(-1).tolist(),
        "label": model.config.id2label[int(logits.argmax())],
    }


def main() -> None:
    """Writes the golden file."""
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    model = AutoModelForSequenceClassification.from_pretrained(
        MODEL, attn_implementation="eager", dtype=torch.float32
    )
    document = {
        "versions": {
            "torch": torch.__version__.partition("+")[0],
            "transformers": transformers.__version__,
            "tokenizers": tokenizers.__version__,
        },
        "rows": [golden_row(model, tokenizer, text, pair) for text, pair in TEXTS],
    }
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
