"""Makes a GPT-2 of distilgpt2's size with random weights, as safetensors and as ONNX: python distilgpt2.py FOLDER."""

import sys
from pathlib import Path

import torch
from cached_export import export_with_cache
from checkpoint import make_tokenizer
from transformers import GPT2Config, GPT2LMHeadModel

folder = Path(sys.argv[1])
torch.manual_seed(12)
# Ten times the usual deviation: tokens differ by more than the rounding of two libraries.
config = GPT2Config(n_layer=6, pad_token_id=0, bos_token_id=2, eos_token_id=3, initializer_range=0.2)
model = GPT2LMHeadModel(config).eval()
model.save_pretrained(folder)
make_tokenizer().save_pretrained(folder)
export_with_cache(model, folder / "onnx" / "model.onnx")
