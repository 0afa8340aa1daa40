"""Runs scripts one after the other and prints what the trainer of each has logged: paths on standard input, as JSON."""

import contextlib
import json
import runpy
import sys

logs = []
for path in json.load(sys.stdin):
    with contextlib.redirect_stdout(sys.stderr):
        names = runpy.run_path(path, run_name="__main__")
    logs.append(names["trainer"].state.log_history)
json.dump(logs, sys.stdout)
