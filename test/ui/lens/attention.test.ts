import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workbench = useWorkbench({ file: 'feedback.md', size: { width: 1500, height: 1000 } });

const attention = (lens: LensPage) => lens.frame.locator('lens-attention');

test('Look at Attention shows every head of the sample and where the chosen token looks', async () => {
  const { editor } = workbench();
  await editor.selectLine(3);
  await workbench().runCommand('Model Lens: Look at Attention');
  const lens = await LensPage.find(workbench());
  await attention(lens).locator('lens-heatmap').first().waitFor();
  await attention(lens).locator('attention-grid').waitFor();
  await lens.chips.filter({ hasText: 'learn' }).first().click();
  await attention(lens).getByText('Row entropy').waitFor();
  await workbench().screenshot('attention');
  const text = await attention(lens).evaluate(textInside);
  expect(text).toMatch(/Layer \d+, head \d+ entropy \d\.\d\d bits, distance \d\.\d\d/);
  expect(text).toMatch(/Row entropy\s*\d\.\d\d of \d\.\d\d bits/);
  expect(await lens.facts.evaluate(textInside)).toMatch(
    /bars: how much learn attends to each token, layer \d+ head \d+/,
  );
});

test('a head is chosen by keyboard and its weights are read cell by cell', async () => {
  const lens = await LensPage.find(workbench());
  const { page } = workbench();
  await attention(lens).getByRole('listbox', { name: 'Heads' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => attention(lens).locator('attention-head').evaluate(textInside))
    .toMatch(/learn to \S+, 0\.\d{4}, rank \d+ of \d+/);
});

test('neurons show how a weight of the sample comes about', async () => {
  const lens = await LensPage.find(workbench());
  await workbench().page.keyboard.press('Enter');
  await attention(lens)
    .getByRole('button', { name: /^Neurons/ })
    .click();
  await attention(lens).locator('attention-neuron dl').waitFor();
  await attention(lens).locator('attention-neuron').scrollIntoViewIfNeeded();
  await workbench().screenshot('attention-neurons');
  const [score, weight] = await attention(lens).locator('attention-neuron dl b').allTextContents();
  expect(Number(weight)).toBeGreaterThan(0);
  expect(Number(score?.replace('−', '-'))).not.toBeNaN();
});
