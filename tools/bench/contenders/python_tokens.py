"""Ids, tokens and offsets of a text by Python's `tokenizers`: python python_tokens.py FOLDER TEXT_FILE RUNS."""

import json
import sys
import time
from pathlib import Path

from tokenizers import Tokenizer


def main() -> None:
    tokenizer = Tokenizer.from_file(str(Path(sys.argv[1]) / "tokenizer.json"))
    text = Path(sys.argv[2]).read_text(encoding="utf-8")
    times = []
    for _ in range(int(sys.argv[3])):
        start = time.perf_counter()
        encoding = tokenizer.encode(text)
        ids, tokens, offsets = encoding.ids, encoding.tokens, encoding.offsets
        times.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"ms": times, "count": len(ids), "last": [ids[-2], tokens[-2], *offsets[-2]]}))


main()
