"""Prints the seconds that huggingface_hub takes for every file of a model: python_download.py ENDPOINT ID CACHE"""

import sys
import time

from huggingface_hub import snapshot_download

endpoint, repo_id, cache = sys.argv[1:]
start = time.perf_counter()
snapshot_download(repo_id, cache_dir=cache, endpoint=endpoint)
print(time.perf_counter() - start)
