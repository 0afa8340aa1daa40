import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useWorkbench } from '../workbench/use-workbench';
import { RunPage } from './pages/run-page';

// Without a file: VS Code restores its editors only where none is asked for.
const workbench = useWorkbench();
const patience = { timeout: 60_000 };
const name = 'long-1';
/** In a browser VS Code keeps which editors are open every five seconds, and not when it is reloaded. */
const keptAfterMs = 8000;

/** A run that would take minutes, as the form writes it. */
function prepareRun(): void {
  const folder = join(workbench().folder, '.model-lens/runs', name);
  mkdirSync(folder, { recursive: true });
  const settings = {
    ...{ model: 'sample', task: 'text-classification', train_file: '../../../lecture-feedback.csv' },
    ...{ validation_size: 0.2, num_train_epochs: 500, per_device_train_batch_size: 4 },
    ...{ eval_strategy: 'no', save_strategy: 'no', load_best_model_at_end: false },
  };
  writeFileSync(join(folder, 'run.json'), JSON.stringify(settings));
}

test('a run goes on while the window is reloaded, is found again, and stops so that it can be resumed', async () => {
  prepareRun();
  await workbench().runCommand('Model Lens: Open Run');
  await workbench().quickPick.choose(name);
  const page = await RunPage.find(workbench());
  await page.press('Start');
  await expect.poll(() => page.step(), patience).toBeGreaterThan(0);
  const before = await page.step();
  await setTimeout(keptAfterMs);

  await workbench().page.reload();
  await workbench().ready(undefined);
  await workbench().statusBarItem(name).waitFor();
  const again = await RunPage.find(workbench());
  await expect.poll(() => again.step(), patience).toBeGreaterThan(before);
  await again.press('Stop');
  await expect
    .poll(() => again.text(), patience)
    .toMatch(/Stopped after step [\d,]+\. Resume goes on from checkpoint-\d+\./);
  await workbench().statusBarItem(name).waitFor({ state: 'detached' });
  expect(workbench().problems).toEqual([]);
});
