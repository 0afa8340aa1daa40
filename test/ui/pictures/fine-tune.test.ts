import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { FormPage } from '../runs/pages/form-page';
import { useWorkbench } from '../workbench/use-workbench';

const folder = join(root, 'docs/screenshots');
const most = 300_000;
const settings = { num_train_epochs: '5', learning_rate: '2e-4', early_stopping_patience: '5' };

const workbench = useWorkbench({
  file: 'lecture-feedback.csv',
  settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false },
  size: { width: 1640, height: 1010 },
});

// A real training, and two forms that measure a step.
test('finetune-dark: the form of the next run, and a run with its curves and what the model got wrong', async () => {
  mkdirSync(folder, { recursive: true });
  const { page } = workbench();
  await page.keyboard.press('ControlOrMeta+b'); // without the side bar
  const first = await FormPage.open(workbench());
  for (const [key, value] of Object.entries(settings)) await first.set(key, value);
  const run = await first.start();
  await run.finished();
  await workbench().editor.selectText('lecture-feedback.csv', 'The explanation left me more confused than before.');
  await run.compare();
  await workbench().editor.focus();
  const next = await FormPage.open(workbench());
  await next.measured();
  await page.mouse.move(2, 2);
  const path = join(folder, 'finetune-dark.png');
  await page.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(most);
}, 300_000);
