"""Prints the seconds that huggingface_hub takes for every file of a model: python_download.py ENDPOINT ID CACHE"""

import sys
import time

from huggingface_hub import HfApi, snapshot_download

endpoint, repo_id, cache = sys.argv[1:]
# The first request imports and connects what any later one finds. No token: the test Hub does not know this person.
HfApi(endpoint=endpoint, token=False).model_info(repo_id)
start = time.perf_counter()
snapshot_download(repo_id, cache_dir=cache, endpoint=endpoint, token=False)
print(time.perf_counter() - start)
