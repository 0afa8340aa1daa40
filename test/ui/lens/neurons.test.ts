import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workbench = useWorkbench({ file: 'feedback.md', size: { width: 1500, height: 1000 } });

test('a chosen token’s weights are read by keyboard, and neurons show how one comes about', async () => {
  const { editor, page } = workbench();
  await editor.selectLine(3);
  await workbench().runCommand('Model Lens: Look at Attention');
  const lens = await LensPage.find(workbench());
  const attention = lens.frame.locator('lens-attention');
  await attention.locator('attention-grid').waitFor();
  await lens.chips.filter({ hasText: 'learn' }).first().click();
  await attention.getByText('Row entropy').waitFor();
  expect(await lens.facts.evaluate(textInside)).toMatch(
    /bars: how much learn attends to each token, layer \d+ head \d+/,
  );

  await attention.getByRole('listbox', { name: 'Heads' }).focus();
  for (const key of ['ArrowRight', 'Enter', 'ArrowRight']) await page.keyboard.press(key);
  const words = (): Promise<string> => attention.locator('attention-head').evaluate(textInside);
  await expect.poll(words).toMatch(/learn to \S+, 0\.\d{4}, rank \d+ of \d+/);
  await page.keyboard.press('Enter');
  await attention.getByRole('button', { name: /^Neurons/ }).click();
  const numbers = attention.locator('attention-neuron dl b');
  await numbers.first().waitFor();
  // The score, and what softmax makes of it: the weight that the heatmap has.
  const [, weight] = await numbers.allTextContents();
  expect(await words()).toMatch(new RegExp(`learn to \\S+, ${weight}, rank`));
});
