"""Makes a BERT of the base size that reads 2,048 tokens, with random weights: python bert_long.py FOLDER."""

import sys

import torch
from checkpoint import VOCABULARY_SIZE, make_tokenizer
from transformers import BertConfig, BertForSequenceClassification

torch.manual_seed(10)
config = BertConfig(vocab_size=VOCABULARY_SIZE, num_labels=2, max_position_embeddings=2048, attn_implementation="eager")
BertForSequenceClassification(config).eval().save_pretrained(sys.argv[1])
tokenizer = make_tokenizer()
tokenizer.model_max_length = 2048
tokenizer.save_pretrained(sys.argv[1])
