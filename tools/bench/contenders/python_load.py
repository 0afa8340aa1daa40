"""Loads a causal LM in float32 and computes the logits of one text: python python_load.py FOLDER THREADS TEXT STARTED,
where STARTED is when the process was started (milliseconds since 1970).

Prints the milliseconds of from_pretrained and forward, those from the process's start, the peak memory in bytes, and the
last token's first logits.
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
    folder, threads, text, started = sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
    torch.set_num_threads(threads)
    ids = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt")
    start = time.perf_counter()
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    with torch.inference_mode():
        logits = model(input_ids=ids["input_ids"], attention_mask=ids["attention_mask"]).logits
    milliseconds = (time.perf_counter() - start) * 1000
    cold = time.time() * 1000 - started
    first = logits[0, -1, :64].tolist()
    print(json.dumps({"ms": milliseconds, "coldMs": cold, "peak": peak_memory(), "logits": first}))


main()
