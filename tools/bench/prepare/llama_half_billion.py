"""Makes a Llama with grouped queries and 0.47 billion random weights: python llama_half_billion.py FOLDER.

As safetensors and, for transformers.js, as one ONNX file, which can have 2 GB at most.
"""

import sys
from pathlib import Path

import torch
from cached_export import export_with_cache
from checkpoint import VOCABULARY_SIZE, make_tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

folder = Path(sys.argv[1])
torch.manual_seed(13)
config = LlamaConfig(
    vocab_size=VOCABULARY_SIZE,
    hidden_size=1024,
    intermediate_size=4096,
    num_hidden_layers=28,
    num_attention_heads=16,
    num_key_value_heads=4,
    tie_word_embeddings=True,
    pad_token_id=0,
    initializer_range=0.1,
)
model = LlamaForCausalLM(config).eval()
model.save_pretrained(folder)
make_tokenizer().save_pretrained(folder)
export_with_cache(model, folder / "onnx" / "model.onnx")
