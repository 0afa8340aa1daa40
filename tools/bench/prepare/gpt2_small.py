"""Makes a GPT-2 of the published small size with random weights: python gpt2_small.py FOLDER."""

import sys

import torch
from checkpoint import make_tokenizer
from transformers import GPT2Config, GPT2LMHeadModel

torch.manual_seed(11)
config = GPT2Config(pad_token_id=0, bos_token_id=2, eos_token_id=3)
GPT2LMHeadModel(config).save_pretrained(sys.argv[1])
make_tokenizer().save_pretrained(sys.argv[1])
