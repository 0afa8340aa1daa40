"""Logits, all hidden states and all attentions of texts by Python's eager attention.

python python_inside.py FOLDER THREADS: one JSON list of texts a line in, one JSON list of times and some numbers out.
"""

import json
import sys
import time

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer


def main() -> None:
    folder, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager"
    ).eval()
    for line in sys.stdin:
        answers = []
        for text in json.loads(line):
            start = time.perf_counter()
            with torch.inference_mode():
                outputs = model(**tokenizer(text, return_tensors="pt"), output_attentions=True, output_hidden_states=True)
            milliseconds = (time.perf_counter() - start) * 1000
            some = [outputs.logits[0], *(layer[0, :, 1, :8].flatten() for layer in outputs.attentions)]
            norms = [state[0].norm(dim=-1)[:8] for state in outputs.hidden_states]
            answers.append({"ms": milliseconds, "logits": torch.cat([*some, *norms]).tolist()})
        print(json.dumps(answers), flush=True)


main()
