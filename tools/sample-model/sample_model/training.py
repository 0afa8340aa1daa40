"""Trains the classifier."""

import random
from collections.abc import Iterator

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from torch.optim import AdamW
from torch.optim.lr_scheduler import OneCycleLR
from transformers import BertForSequenceClassification

from .corpus import Example
from .labels import ID_OF, LABELS
from .model import as_input, to_tensors

FIRST_ORDINARY_ID = 5
UNKNOWN_ID = 1


def hide_tokens(ids: torch.Tensor, rate: float, generator: torch.Generator) -> torch.Tensor:
    """Replaces ordinary tokens by [UNK] at a rate, so that no single token is relied on."""
    hidden = (torch.rand(ids.shape, generator=generator) < rate) & (ids >= FIRST_ORDINARY_ID)
    return ids.masked_fill(hidden, UNKNOWN_ID)


def by_length(batch: list[Example], parts: int) -> list[list[Example]]:
    """Cuts a batch into parts of similar length, so that little of it is padding."""
    ordered = sorted(batch, key=lambda example: len(example[1]))
    size = -(-len(ordered) // parts)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def train(
    model: BertForSequenceClassification, tokenizer: Tokenizer, batches: Iterator[list[Example]], steps: int, seed: int
) -> None:
    """Trains in place with AdamW on a one-cycle schedule, and prints the loss as it goes."""
    chooser = random.Random(seed)
    generator = torch.Generator().manual_seed(seed)
    optimizer = AdamW(model.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = OneCycleLR(optimizer, max_lr=2e-3, total_steps=steps, pct_start=0.1)
    model.train()
    for step, batch in zip(range(steps), batches):
        optimizer.zero_grad()
        loss = 0.0
        for part in by_length(batch, 2):
            inputs = to_tensors(tokenizer, [as_input(text, chooser) for _, text in part])
            inputs["input_ids"] = hide_tokens(inputs["input_ids"], 0.03, generator)
            labels = torch.tensor([ID_OF[label] for label, _ in part])
            logits = model(**inputs).logits
            part_loss = cross_entropy(logits, labels, label_smoothing=0.05, reduction="sum") / len(batch)
            part_loss.backward()
            loss += part_loss.item()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 200 == 0 or step == steps - 1:
            print(f"step {step:5d}  loss {loss:.4f}", flush=True)
    model.eval()


@torch.no_grad()
def classify(model: BertForSequenceClassification, tokenizer: Tokenizer, texts: list[str]) -> list[str]:
    """Gives the label of each text."""
    logits = model(**to_tensors(tokenizer, list(texts))).logits
    return [LABELS[index] for index in logits.argmax(-1).tolist()]
