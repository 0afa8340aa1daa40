import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const environment = {
  ...process.env,
  HF_HUB_OFFLINE: '1',
  TRANSFORMERS_VERBOSITY: 'error',
  PYTHONIOENCODING: 'utf8',
};

/** A Python that has torch and transformers: the one of the benchmark where it was made; undefined where there is none. */
export function pythonWithTransformers(): string | undefined {
  const named = process.env['MODEL_LENS_BENCH_PYTHON'];
  const candidates = [...(named === undefined ? [] : [named]), ...benchmarkPythons(), 'python3'];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch, transformers']).status === 0);
}

const runAll = `
import contextlib, io, json, sys
outputs = []
for program in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(program, {})
    outputs.append(printed.getvalue())
json.dump(outputs, sys.stdout)
`;

/** Runs programs one after the other in one process and gives what each prints. Throws with what Python says of one that fails. */
export function runPython(python: string, programs: readonly string[]): string[] {
  const input = JSON.stringify(programs);
  const { status, stdout, stderr } = spawnSync(python, ['-c', runAll], { input, encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

function benchmarkPythons(): string[] {
  const cache = join(homedir(), '.cache/model-lens-bench');
  try {
    const folders = readdirSync(cache).filter((name) => /^python-[0-9a-f]/.test(name));
    return folders.map((name) => join(cache, name, 'bin/python'));
  } catch {
    // The benchmark has not been run here.
    return [];
  }
}
