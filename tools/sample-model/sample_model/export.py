"""Writes the folder that `from_pretrained` opens."""

import json
from pathlib import Path

from tokenizers import Tokenizer
from transformers import BertForSequenceClassification

from .model import MAX_POSITIONS

TOKENIZER_CONFIG = {
    "tokenizer_class": "BertTokenizer",
    "do_lower_case": True,
    "model_max_length": MAX_POSITIONS,
    "padding_side": "right",
    "truncation_side": "right",
    "unk_token": "[UNK]",
    "sep_token": "[SEP]",
    "pad_token": "[PAD]",
    "cls_token": "[CLS]",
    "mask_token": "[MASK]",
}


def export(model: BertForSequenceClassification, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes config.json, model.safetensors (float32), tokenizer.json and tokenizer_config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    compact = json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact + "\n", encoding="utf-8")
    text = json.dumps(TOKENIZER_CONFIG, indent=2)
    (folder / "tokenizer_config.json").write_text(text + "\n", encoding="utf-8")
