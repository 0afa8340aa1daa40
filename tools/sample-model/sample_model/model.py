"""The model's size, and how texts become its input."""

import random

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

from .labels import ID_OF, LABELS

MAX_POSITIONS = 128
PAIR_SHARE = 0.3


def build_model(vocabulary_size: int) -> BertForSequenceClassification:
    """Gives the untrained model: four layers of four heads."""
    config = BertConfig(
        vocab_size=vocabulary_size,
        hidden_size=64,
        num_hidden_layers=4,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=MAX_POSITIONS,
        hidden_dropout_prob=0.1,
        attention_probs_dropout_prob=0.1,
        id2label=dict(enumerate(LABELS)),
        label2id=ID_OF,
        problem_type="single_label_classification",
        pad_token_id=0,
    )
    return BertForSequenceClassification(config)


def as_input(text: str, chooser: random.Random) -> str | tuple[str, str]:
    """Gives two sentences as a pair now and then, so that the second type embedding is trained."""
    first, stop, second = text.partition(". ")
    if stop and chooser.random() < PAIR_SHARE:
        return first + ".", second
    return text


def to_tensors(tokenizer: Tokenizer, inputs: list[str | tuple[str, str]]) -> dict[str, torch.Tensor]:
    """Gives a padded batch as the model's arguments, each [batch, positions] of int64."""
    rows = tokenizer.encode_batch(inputs)
    longest = min(max(len(row.ids) for row in rows), MAX_POSITIONS)

    def padded(values: list[list[int]]) -> torch.Tensor:
        return torch.tensor([(row + [0] * longest)[:longest] for row in values])

    return {
        "input_ids": padded([row.ids for row in rows]),
        "attention_mask": padded([row.attention_mask for row in rows]),
        "token_type_ids": padded([row.type_ids for row in rows]),
    }
