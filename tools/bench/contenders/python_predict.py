"""Python's pipeline, driven over standard input: one JSON list of texts in, one JSON list of times and logits out.

python python_predict.py FOLDER THREADS
"""

import json
import sys
import time

import torch
from transformers import pipeline


def main() -> None:
    folder, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    classify = pipeline("text-classification", model=folder, device="cpu", dtype=torch.float32, top_k=None, function_to_apply="none")
    for line in sys.stdin:
        answers = []
        for text in json.loads(line):
            start = time.perf_counter()
            result = classify(text)
            milliseconds = (time.perf_counter() - start) * 1000
            by_label = sorted((item["label"], item["score"]) for item in (result[0] if isinstance(result[0], list) else result))
            answers.append({"ms": milliseconds, "logits": [score for _, score in by_label]})
        print(json.dumps(answers), flush=True)


main()
