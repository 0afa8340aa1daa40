import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { LensPage } from '../lens/pages/lens-page';
import { useWorkbench } from '../workbench/use-workbench';

const folder = join(root, 'docs/screenshots');
const most = 250_000;

const workbench = useWorkbench({
  file: 'feedback.md',
  settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false, 'editor.fontSize': 15 },
});

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await workbench().page.keyboard.press('ControlOrMeta+b'); // without the side bar
  await workbench().editor.selectLine(5);
  const lens = await LensPage.classifySelection(workbench());
  // The first run of a model takes longer than the ones that people will see.
  await workbench().editor.selectLine(3);
  await lens.chips.filter({ hasText: 'excited' }).waitFor();
  await lens.frame.locator('prediction-label-list').getByRole('option').first().getByText('positive').waitFor();
});

test('lens-dark: the selection painted token by token, and what the model predicts', async () => {
  const lens = await LensPage.find(workbench());
  await lens.chips.filter({ hasText: 'excited' }).hover();
  await expect.poll(() => workbench().editor.outlined()).toEqual(['excited']);
  await take('lens-dark');
  await lens.rest();
});

test('tokens-dark: from text to ids', async () => {
  const lens = await LensPage.find(workbench());
  await workbench().editor.selectLine(4);
  await lens.openTab('Tokens');
  await lens.frame.locator('lens-ladder').getByText('great').first().waitFor();
  await lens.rest();
  await take('tokens-dark');
  await lens.openTab('Predictions');
});

test('predictions-light: three cursors as a padded batch', async () => {
  const lens = await LensPage.find(workbench());
  await workbench().setTheme('light');
  await workbench().editor.selectEachLine(3, 5);
  await lens.frame.locator('prediction-batch').getByText('It was too long for me.').waitFor();
  await lens.rest();
  await take('predictions-light');
});

test('lens-high-contrast: words by coloured frames', async () => {
  const lens = await LensPage.find(workbench());
  await workbench().setTheme('high-contrast');
  await workbench().editor.selectLine(3);
  await lens.frame.locator('prediction-batch').waitFor({ state: 'detached' });
  await take('lens-high-contrast');
});

async function take(name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await workbench().page.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(most);
}
