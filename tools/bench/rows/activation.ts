import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ActivationTimes } from '../in-host/measure-activation';
import { root } from '../paths';
import type { Row } from '../report/row';
import { median } from '../statistics';

const bound = 30;

/** Loading and activating the extension in the real VS Code, and that nothing native comes with it. */
export function extensionActivation(): Promise<Row[]> {
  const script = join(root, 'tools/bench/in-host/run-activation.mts');
  const output = execFileSync(process.execPath, [script], { encoding: 'utf8', cwd: root });
  const { loadMs, activationMs, nativeLibraries } = JSON.parse(output) as ActivationTimes;
  if (nativeLibraries.length > 0) throw new Error(`Native in the extension host: ${nativeLibraries.join(', ')}`);
  const ms = median(loadMs) + activationMs;
  return Promise.resolve([
    {
      what: 'extension activation (module and `activate`), nothing native loaded',
      ours: `${ms.toFixed(1)} ms`,
      ratios: [{ to: `${bound} ms`, ratio: ms / bound, atMost: 1 }],
    },
  ]);
}
