import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { GeneratePage } from '../lens/pages/generate-page';
import { widenLens } from '../lens/pages/widen-lens';
import { hubCache } from '../lens/support/hub-cache';
import { useWorkbench } from '../workbench/use-workbench';

const folder = join(root, 'docs/screenshots');
const most = 300_000;
const story = 'demo/story-gpt2';

const workbench = useWorkbench({
  file: 'story.txt',
  env: hubCache([{ id: story, fixture: '../story-model' }]),
  settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false },
  size: { width: 1840, height: 1010 },
});

test('generate-dark: ten texts from one beginning, a step of the first and what it was chosen from', async () => {
  mkdirSync(folder, { recursive: true });
  const { editor, page: window } = workbench();
  await window.keyboard.press('ControlOrMeta+b'); // without the side bar
  await workbench().runCommand('Model Lens: Choose Model');
  await workbench().quickPick.choose(story);
  await editor.selectLine(1);
  const page = await GeneratePage.fromSelection(workbench());
  await widenLens(workbench(), page.lens, 560);
  for (const [name, value] of [
    ['num_return_sequences', '10'],
    ['temperature', '0.9'],
    ['max_new_tokens', '50'],
    ['seed', '42'],
  ] as const) {
    await page.set(name, value);
  }
  await page.root.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.root.getByText(/of 10, all from the same prompt/).waitFor();
  await page.ended();
  await page.choose(1, 3);
  await page.alternatives
    .getByRole('button', { name: /^Continue from/ })
    .nth(1)
    .click();
  await page.root
    .getByText(/going on from the same token|Step 4 of sequence 1/)
    .first()
    .waitFor();
  await page.ended();
  await page.root.getByRole('button', { name: 'Back to Where This Branch Came From' }).click();
  await page.root.getByText(/of 10, all from the same prompt/).waitFor();
  await page.alternatives.nth(9).waitFor();
  await page.lens.rest();
  await window.waitForTimeout(1000);
  const path = join(folder, 'generate-dark.png');
  await window.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(most);
});
