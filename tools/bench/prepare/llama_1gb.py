"""Makes a Llama with grouped queries and random bfloat16 weights of 1 GB: python llama_1gb.py FOLDER."""

import sys

import torch
from checkpoint import VOCABULARY_SIZE, make_tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

torch.manual_seed(9)
config = LlamaConfig(
    vocab_size=VOCABULARY_SIZE,
    hidden_size=1536,
    intermediate_size=4096,
    num_hidden_layers=16,
    num_attention_heads=16,
    num_key_value_heads=4,
    pad_token_id=0,
)
LlamaForCausalLM(config).eval().to(torch.bfloat16).save_pretrained(sys.argv[1])
make_tokenizer().save_pretrained(sys.argv[1])
