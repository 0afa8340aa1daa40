"""Calls of huggingface_hub for the tests.

Reads a list of [name, arguments] as JSON from stdin, makes the calls in this order and writes the list of their answers
as JSON to stdout. A call that raises gives {"error": name of the exception, "message": ...}.
"""

import itertools
import json
import os
import subprocess
import sys

import huggingface_hub
from huggingface_hub import HfApi, scan_cache_dir, snapshot_download, try_to_load_from_cache

api = HfApi()


def version():
    return huggingface_hub.__version__


def list_models(take=None, **arguments):
    found = itertools.islice(api.list_models(**arguments), take)
    return [
        {
            "id": model.id,
            "task": model.pipeline_tag,
            "downloads": model.downloads,
            "likes": model.likes,
            "gated": model.gated,
            "tags": model.tags,
            "files": None if model.siblings is None else [file.rfilename for file in model.siblings],
        }
        for model in found
    ]


def model_info(**arguments):
    model = api.model_info(**arguments)
    return {
        "id": model.id,
        "commit": model.sha,
        "gated": model.gated,
        "private": model.private,
        "license": model.card_data.license if model.card_data else None,
        "parameters": model.safetensors.total if model.safetensors else None,
        "files": [
            {"path": file.rfilename, "size": file.size, "sha256": file.lfs.sha256 if file.lfs else None}
            for file in model.siblings
        ],
    }


def list_repo_tree(**arguments):
    entries = api.list_repo_tree(**arguments)
    return [
        {
            "path": entry.path,
            "size": getattr(entry, "size", None),
            "oid": getattr(entry, "blob_id", None) or getattr(entry, "tree_id", None),
            "sha256": entry.lfs.sha256 if getattr(entry, "lfs", None) else None,
            "commit": entry.last_commit.oid if entry.last_commit else None,
        }
        for entry in entries
    ]


def get_paths_info(**arguments):
    return [entry.path for entry in api.get_paths_info(**arguments)]


def list_repo_refs(**arguments):
    refs = api.list_repo_refs(**arguments)
    names = {kind: [ref.name for ref in getattr(refs, kind) or []] for kind in ("branches", "tags", "converts")}
    return {**names, "pull_requests": [ref.ref for ref in refs.pull_requests or []]}


def whoami(**arguments):
    return api.whoami(**arguments)["name"]


def download(**arguments):
    """Downloads a snapshot; gives its folder with the paths in it."""
    folder = snapshot_download(**arguments)
    files = [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names]
    return {"folder": folder, "files": sorted(os.path.relpath(path, folder).replace(os.sep, "/") for path in files)}


def cached_file(**arguments):
    path = try_to_load_from_cache(**arguments)
    return path if isinstance(path, str) else None


def scan(cache_dir):
    """What is in a cache, and what is wrong with it."""
    info = scan_cache_dir(cache_dir)
    repos = [
        {
            "id": repo.repo_id,
            "size": repo.size_on_disk,
            "revisions": [
                {
                    "commit": revision.commit_hash,
                    "refs": sorted(revision.refs),
                    "files": sorted(file.file_name for file in revision.files),
                }
                for revision in repo.revisions
            ],
        }
        for repo in info.repos
    ]
    return {"repos": repos, "size": info.size_on_disk, "warnings": [str(warning) for warning in info.warnings]}


def delete_revisions(cache_dir, commits):
    strategy = scan_cache_dir(cache_dir).delete_revisions(*commits)
    strategy.execute()
    return strategy.expected_freed_size


def prune(cache_dir):
    """Deletes what nothing in the cache refers to any more, shared blobs included."""
    command = [sys.executable, "-m", "huggingface_hub.cli.hf", "cache", "prune", "--yes", "--cache-dir", cache_dir]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


calls = [version, list_models, model_info, list_repo_tree, get_paths_info, list_repo_refs, whoami]
calls += [download, cached_file, scan, delete_revisions, prune]
by_name = {call.__name__: call for call in calls}


def answer(name, arguments):
    try:
        return by_name[name](**arguments)
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


json.dump([answer(name, arguments) for name, arguments in json.load(sys.stdin)], sys.stdout)
