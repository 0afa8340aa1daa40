"""Makes a BERT of the published base size with random weights: python bert_base.py FOLDER."""

import sys

import torch
from checkpoint import VOCABULARY_SIZE, make_tokenizer
from transformers import BertConfig, BertForSequenceClassification

torch.manual_seed(8)
config = BertConfig(vocab_size=VOCABULARY_SIZE, num_labels=2, attn_implementation="eager")
BertForSequenceClassification(config).eval().save_pretrained(sys.argv[1])
make_tokenizer().save_pretrained(sys.argv[1])
