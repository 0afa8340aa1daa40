"""Trains the sample model and writes it to media/sample-model: `python train.py`."""

import argparse
from pathlib import Path

import torch
from sample_model.corpus import Corpus, read_examples
from sample_model.export import export
from sample_model.lexicon import read_lexicon
from sample_model.model import build_model
from sample_model.paths import LEXICON, MODEL, SENTENCES
from sample_model.training import classify, train
from sample_model.vocabulary import build_tokenizer, vocabulary_of

WORDS = 4000
PIECES = 500
WRITTEN_SHARE = 0.4
TEXTS_FOR_VOCABULARY = 60_000
BATCH_SIZE = 64


def parse_arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL, help="folder to write")
    parser.add_argument("--steps", type=int, default=3000, help="training steps")
    parser.add_argument("--seed", type=int, default=7, help="seed of sentences, weights and dropout")
    return parser.parse_args()


def main() -> None:
    """Makes sentences, tokenizer and model, trains, exports and says how the development sentences do."""
    arguments = parse_arguments()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)  # the same sums in the same order on every machine, and as fast at this size
    lexicon = read_lexicon(LEXICON)
    corpus = Corpus(lexicon, arguments.seed, WRITTEN_SHARE)
    texts = [text for _, text in corpus.written * 20 + corpus.generated(TEXTS_FOR_VOCABULARY)]
    tokens = vocabulary_of(texts, lexicon, WORDS, PIECES)
    tokenizer = build_tokenizer(tokens)
    model = build_model(len(tokens))
    print(f"{len(tokens)} tokens, {model.num_parameters()} parameters, {len(corpus.written)} written sentences")
    train(model, tokenizer, corpus.batches(BATCH_SIZE), arguments.steps, arguments.seed)
    export(model, tokenizer, arguments.out)
    development = read_examples(SENTENCES / "development.tsv")
    labels = classify(model, tokenizer, [text for _, text in development])
    for (expected, text), label in zip(development, labels):
        if label != expected:
            print(f"  {expected:8s} taken for {label:8s}  {text}")
    right = sum(label == expected for (expected, _), label in zip(development, labels))
    print(f"development: {right} of {len(development)} right")


if __name__ == "__main__":
    main()
