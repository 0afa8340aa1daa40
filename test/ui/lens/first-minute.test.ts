import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workbench = useWorkbench({ file: 'feedback.md' });
const sentence = 'I am excited to learn about transformers';

test('Classify Selected Text opens the Lens beside the editor, which keeps the focus', async () => {
  const { editor, page } = workbench();
  await editor.selectLine(3);
  const lens = await LensPage.classifySelection(workbench());
  expect(await page.locator('.editor-group-container').count()).toBe(2);
  expect(await editor.hasFocus()).toBe(true);
  expect(await workbench().tab('feedback.md').getAttribute('aria-selected')).toBe('true');
  await lens.source.getByText('feedback.md').waitFor();
  await expect.poll(() => lens.linked()).toEqual(['ers']);
});

test('the strip shows the tokens of the sample model with their ids', async () => {
  const lens = await LensPage.find(workbench());
  const tokens = await lens.tokens();
  expect(tokens[0]).toMatch(/^\[CLS\] \d+$/);
  expect(tokens.at(-1)).toMatch(/^\[SEP\] \d+$/);
  const words = tokens.slice(1, -1).map((token) => /^(\S+) \d+$/.exec(token)?.[1]);
  expect(words.join('').replaceAll('##', '')).toBe(sentence.replaceAll(' ', '').toLowerCase());
  await lens.facts.getByText(`${tokens.length} of`).waitFor();
});

test('the winner is bold and has its probability with four decimals', async () => {
  const lens = await LensPage.find(workbench());
  const [winner, ...others] = await lens.labels();
  expect(winner).toMatch(/^positive 0\.\d{4} \S?\d\.\d{4}$/);
  expect(others).toHaveLength(2);
  for (const other of others) expect(other).toMatch(/^(?:negative|neutral) 0\.\d{4} \S?\d\.\d{4}$/);
  const weight = (label: string) =>
    lens.frame
      .locator('prediction-label-list')
      .getByText(label, { exact: true })
      .evaluate((element) => getComputedStyle(element).fontWeight);
  expect(await weight('positive')).toBe('600');
  expect(await weight('negative')).toBe('400');
});

test('header and status bar name the sample and its device', async () => {
  const lens = await LensPage.find(workbench());
  expect(await lens.header.evaluate(textInside)).toMatch(/sample.*CPU.*ms/);
  await workbench()
    .statusBarItem(/sample.* · CPU/i)
    .waitFor();
});

test('tokens are painted in the editor', async () => {
  await expect.poll(() => workbench().editor.decorations.count()).toBeGreaterThanOrEqual(7);
});

test('the Lens follows a selection made by keyboard', async () => {
  const { editor, page } = workbench();
  const lens = await LensPage.find(workbench());
  await editor.goTo(5);
  await page.keyboard.press('Shift+End');
  await expect
    .poll(async () => (await lens.tokens()).slice(1, 5).join(' '))
    .toMatch(/^it \d+ was \d+ too \d+ long \d+$/);
  await expect.poll(async () => (await lens.labels())[0]).toMatch(/^negative 0\.\d{4}/);
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await expect.poll(async () => (await lens.tokens()).length).toBeLessThan(9);
  expect(await editor.hasFocus()).toBe(true);
});

test('hovering a chip outlines its characters in the editor, and leaving lets go', async () => {
  const { editor } = workbench();
  await editor.selectLine(3);
  const lens = await LensPage.find(workbench());
  await lens.chips.filter({ hasText: 'excited' }).waitFor();
  await expect.poll(() => editor.outlined()).toEqual([]);
  await lens.chips.filter({ hasText: 'excited' }).hover();
  await expect.poll(() => editor.outlined()).toEqual(['excited']);
  await lens.rest();
  await expect.poll(() => editor.outlined()).toEqual([]);
  expect(await editor.hasFocus()).toBe(true);
});

test('the caret marks its chip, as soon as the result is there and when it moves', async () => {
  const lens = await LensPage.find(workbench());
  await workbench().editor.selectLine(5);
  await lens.chips.filter({ hasText: 'long' }).waitFor();
  await workbench().editor.selectLine(3);
  await lens.chips.filter({ hasText: 'excited' }).waitFor();
  await expect.poll(() => lens.linked()).toEqual(['ers']);
  await workbench().page.keyboard.press('Home');
  for (let column = 0; column < 6; column++) await workbench().page.keyboard.press('ArrowRight');
  await expect.poll(() => lens.linked()).toEqual(['excited']);
});

test('three cursors are a padded batch', async () => {
  const { editor } = workbench();
  await editor.selectEachLine(3, 5);
  const lens = await LensPage.find(workbench());
  await lens.row(3).first().waitFor();
  await expect.poll(() => lens.facts.evaluate(textInside)).toMatch(/Batch of 3 × \d+, padded right/);
  const facts = await lens.facts.evaluate(textInside);
  const [attended, positions] =
    /(\d+) of (\d+) positions in the attention mask/.exec(facts)?.slice(1).map(Number) ?? [];
  const padding = await lens.frame.locator('lens-strips').getByRole('option', { name: '[PAD]' }).count();
  expect(padding).toBeGreaterThan(0);
  expect(Number(positions) - Number(attended)).toBe(padding);
  await expect.poll(() => lens.frame.locator('prediction-batch').getByRole('row').count()).toBe(4);
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
