import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workbench = useWorkbench({ file: 'feedback.md' });

test('the Config tab draws the model in use, from its own files', async () => {
  await workbench().editor.selectText('feedback.md', 'NPTEL is great!');
  const lens = await LensPage.classifySelection(workbench());
  await lens.openTab('Config');
  const view = lens.frame.locator('lens-config-view');
  await view.locator('.block').first().waitFor();
  const text = await view.evaluate(textInside);
  expect(text).toContain('token ids Embedding');
  expect(text).toContain('Classification head');
  expect(text).toMatch(/Parameters [\d,]+ /);
  expect(text).toContain('Special tokens');
  await workbench().screenshot('config-tab');
});

test('what lies in a tensor is read when it is chosen', async () => {
  const lens = await LensPage.find(workbench());
  const tree = lens.frame.getByRole('tree', { name: 'Tensors' });
  await tree.focus();
  await workbench().page.keyboard.press('End');
  await workbench().page.keyboard.press('Enter');
  const card = lens.frame.locator('lens-tensor-statistics');
  await card.getByText('99.9 % of the values').waitFor();
  expect(await card.evaluate(textInside)).toMatch(/mean .* std .* min .* max .* NaN, inf none/);
});

test('config.json opens in an editor', async () => {
  const lens = await LensPage.find(workbench());
  await lens.frame.getByRole('button', { name: 'config.json' }).click();
  await workbench()
    .page.getByRole('tab', { name: /config\.json/ })
    .waitFor();
});
