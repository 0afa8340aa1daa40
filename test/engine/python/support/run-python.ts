import { spawnSync } from 'node:child_process';
import { inject } from 'vitest';

const environment = {
  ...process.env,
  HF_HUB_OFFLINE: '1',
  TRANSFORMERS_VERBOSITY: 'error',
  PYTHONIOENCODING: 'utf8',
};

const runAll = `
import contextlib, io, json, sys
outputs = []
for program in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(program, {})
    outputs.append(printed.getvalue())
json.dump(outputs, sys.stdout)
`;

/**
 * Runs programs one after the other in one process that has torch, transformers and peft, and gives what each prints. Throws
 * with what Python says of one that fails.
 */
export function runPython(programs: readonly string[]): string[] {
  const input = JSON.stringify(programs);
  const { status, stdout, stderr } = spawnSync(inject('transformersPython') ?? '', ['-c', runAll], {
    input,
    encoding: 'utf8',
    env: environment,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}
