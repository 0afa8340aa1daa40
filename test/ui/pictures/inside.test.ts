import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { InsidePage } from '../lens/pages/inside-page';
import { LensPage } from '../lens/pages/lens-page';
import { widenLens } from '../lens/pages/widen-lens';
import { useWorkbench } from '../workbench/use-workbench';

const folder = join(root, 'docs/screenshots');
const most = 300_000;

const workbench = useWorkbench({
  file: 'feedback.md',
  settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false },
  size: { width: 1840, height: 1010 },
});

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await workbench().page.keyboard.press('ControlOrMeta+b'); // without the side bar
  await workbench().editor.selectLine(5);
  const page = await InsidePage.lookAtAttention(workbench());
  // The first run of a model takes longer than the ones that people will see.
  await workbench().editor.selectLine(3);
  await page.lens.chips.filter({ hasText: 'excited' }).waitFor();
  await widenLens(workbench(), page.lens, 320);
});

test('attention-dark: every head, one of them, and what a word attends to', async () => {
  const page = await InsidePage.find(workbench(), 'lens-attention');
  await page.click(page.grid, { x: 0.3, y: 0.4 });
  await page.lens.chips.filter({ hasText: 'excited' }).click();
  await page.lens.rest();
  await workbench().page.waitForTimeout(1000);
  await take('attention-dark');
});

test('layers-light: hidden states through the layers', async () => {
  await workbench().setTheme('light');
  const lens = await LensPage.find(workbench());
  await lens.openTab('Layers');
  await lens.frame.locator('lens-layers').getByText('Projection').waitFor();
  await lens.rest();
  await workbench().page.waitForTimeout(1000);
  await take('layers-light');
});

test('config-dark: what the model is made of', async () => {
  await workbench().setTheme('dark');
  const lens = await LensPage.find(workbench());
  await lens.openTab('Config');
  await lens.frame.getByText('BertForSequenceClassification').waitFor();
  await lens.rest();
  await workbench().page.waitForTimeout(1000);
  await take('config-dark');
});

async function take(name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await workbench().page.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(most);
}
