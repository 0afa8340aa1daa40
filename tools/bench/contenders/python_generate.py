"""Goes on with prompts as transformers' generate does: python python_generate.py FOLDER THREADS.

Reads a line {"ids": [...], "newTokens": N, "sequences": N} and writes {"ms": N, "ids": [[...], ...]}: greedily, or with more
than one sequence by sampling. Nothing ends a text before its length.
"""

import json
import sys
import time

import torch
from transformers import AutoModelForCausalLM

folder, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
model.generation_config.eos_token_id = None

for line in sys.stdin:
    asked = json.loads(line)
    ids = torch.tensor([asked["ids"]])
    sampling = {"do_sample": True, "top_p": 0.9, "temperature": 0.3} if asked["sequences"] > 1 else {"do_sample": False}
    start = time.perf_counter()
    with torch.inference_mode():
        found = model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=asked["newTokens"],
            num_return_sequences=asked["sequences"],
            **sampling,
        )
    ms = (time.perf_counter() - start) * 1000
    print(json.dumps({"ms": ms, "ids": found[:, ids.shape[1] :].tolist()}), flush=True)
