"""Loads a causal LM in float32 and computes the logits of one text: python python_load.py FOLDER THREADS TEXT.

Prints the milliseconds of from_pretrained and forward (imports are not counted), the peak memory of the process in bytes,
and the last token's first logits.
"""

import json
import sys
import time

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def peak_memory() -> int | None:
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        return None


def main() -> None:
    folder, threads, text = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    torch.set_num_threads(threads)
    ids = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt")
    start = time.perf_counter()
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    with torch.inference_mode():
        logits = model(input_ids=ids["input_ids"], attention_mask=ids["attention_mask"]).logits
    milliseconds = (time.perf_counter() - start) * 1000
    print(json.dumps({"ms": milliseconds, "peak": peak_memory(), "logits": logits[0, -1, :64].tolist()}))


main()
