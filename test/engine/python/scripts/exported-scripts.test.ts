import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runScripts, trainAndExport, type Exported } from './exported';
import { folderFor, runs } from './runs';

/** Of losses, as test/fixtures/training has it; other CPUs differ in the last digits. */
const lossTolerance = 1e-4;

const root = mkdtempSync(join(tmpdir(), 'model-lens-scripts-'));
const names = Object.keys(runs);
const ours = new Map<string, Exported>();
const theirs = new Map<string, Record<string, number>[]>();

describe.skipIf(inject('transformersPython') === null)('an exported script, run by Python,', () => {
  // One Python runs all scripts: opening its libraries takes longer than any of them.
  beforeAll(async () => {
    for (const [name, twice] of Object.entries(runs))
      ours.set(name, await trainAndExport(folderFor(root, name), twice));
    const logs = await runScripts(
      names.map((name) => ours.get(name)?.script ?? ''),
      root,
    );
    names.forEach((name, index) => theirs.set(name, logs[index] ?? []));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(names)('has the losses and the measures of the run: %s', (name) => {
    const metrics = ours.get(name)?.metrics ?? [];
    const log = theirs.get(name) ?? [];
    const steps = metrics.filter((line) => 'loss' in line);
    const logged = log.filter((line) => 'learning_rate' in line);
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(logged.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
    for (const [index, line] of steps.entries()) expectSame(logged[index], line, `step ${line.step}`);
    const evaluations = metrics.filter((line) => 'eval_loss' in line);
    const evaluated = log.filter((line) => 'eval_loss' in line).slice(0, evaluations.length);
    expect(evaluated.map(({ step }) => step)).toEqual(evaluations.map(({ step }) => step));
    for (const [index, line] of evaluations.entries()) {
      const shared = Object.entries(line).filter(([key]) => key in (evaluated[index] ?? {}));
      // Step, epoch, loss, and what else is measured.
      expect(shared.length).toBeGreaterThanOrEqual(4);
      expectSame(evaluated[index], Object.fromEntries(shared), `evaluation after step ${line.step}`);
    }
  });
});

/** Numbers agree to the tolerance, relative to those above 1. */
function expectSame(found: Record<string, number> | undefined, wanted: object, of: string): void {
  for (const [key, value] of Object.entries(wanted) as [string, number][]) {
    const difference = Math.abs((found?.[key] ?? NaN) - value) / Math.max(1, Math.abs(value));
    expect(difference, `${key} of ${of}: ${found?.[key]} and ${value}`).toBeLessThan(lossTolerance);
  }
}
