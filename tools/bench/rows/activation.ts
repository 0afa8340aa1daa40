import type { ActivationTimes } from '../in-host/measure-activation';
import { runInHost } from '../in-host/run';
import type { Row } from '../report/row';
import { median } from '../statistics';

const bound = 30;

/** Loading and activating the extension in the real VS Code, and that nothing native comes with it. */
export function extensionActivation(): Promise<Row[]> {
  const { loadMs, activationMs, nativeLibraries } = runInHost('measure-activation') as ActivationTimes;
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
