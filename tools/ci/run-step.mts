import { delimiter, join } from 'node:path';
import { addFailure } from '../reports/failures.mts';
import { readTotals } from '../reports/totals.mts';
import { root } from '../vscode/paths.mts';
import { nodeFirst, startTree, stopTree } from '../vscode/processes.mts';
import { node20 } from './node-20.mts';
import type { Step, Steps } from './steps.mts';

const limitMs = 25 * 60_000;

/** What a step came to. */
export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

/** Runs steps at once. What each of several prints is shown when it is done. */
export async function runSteps(steps: Steps): Promise<StepResult[]> {
  const [only, ...others] = steps;
  if (only && others.length === 0) {
    console.log(`\n=== ${only.name}`);
    return [await runStep(only, 'inherit')];
  }
  console.log(`\n=== ${steps.map(({ name }) => name).join(', ')}`);
  return Promise.all(steps.map((step) => runStep(step, 'pipe')));
}

/**
 * Runs a step and counts: its tests, or 1 for a step without tests. A step that fails without a failed test (it
 * crashed, it left no report, it took longer than 25 minutes) counts as 1 failed.
 */
async function runStep(step: Step, output: 'inherit' | 'pipe'): Promise<StepResult> {
  const start = performance.now();
  const code = await runNode(step, output);
  const totals = step.layer ? readTotals(step.layer) : { numPassedTests: code === 0 ? 1 : 0, numFailedTests: 0 };
  const passed = totals?.numPassedTests ?? 0;
  const failed = totals?.numFailedTests ?? 0;
  const broken = failed === 0 && (code !== 0 || passed === 0);
  const result = { name: step.name, passed, failed: broken ? 1 : failed, seconds: (performance.now() - start) / 1000 };
  console.log(describe(result));
  return result;
}

/** `lint: 1 passed, 0 failed, 12.3 s` */
export function describe({ name, passed, failed, seconds }: StepResult): string {
  return `${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`;
}

async function runNode(step: Step, output: 'inherit' | 'pipe'): Promise<number | null> {
  const own = nodeFirst();
  const older = step.node20 ? await node20() : undefined;
  const env = older ? { ...own, PATH: [older, own['PATH']].join(delimiter) } : own;
  const child = startTree(older ? join(older, 'node') : process.execPath, step.args, {
    cwd: root,
    env,
    stdio: ['inherit', output, output],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  const timer = setTimeout(() => {
    const sentence = `${step.name} took longer than ${limitMs / 60_000} minutes and was stopped.`;
    console.error(sentence);
    addFailure(sentence);
    void stopTree(child);
  }, limitMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  process.stdout.write(Buffer.concat(printed));
  return code;
}
