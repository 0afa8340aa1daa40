import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';
import { textsInside } from './pages/texts-inside';

const workbench = useWorkbench({ file: 'feedback.md' });

test('the Tokens tab opens by a click and shows the stages from text to ids', async () => {
  await workbench().editor.selectText('feedback.md', 'NPTEL is great!');
  const lens = await LensPage.classifySelection(workbench());
  await lens.openTab('Tokens');
  const ladder = lens.frame.locator('lens-ladder');
  await ladder.getByText('Pre-tokens').waitFor();
  const stages = await ladder.evaluate(textInside);
  expect(stages).toMatch(/Text.*Normalised.*Pre-tokens.*Tokens.*Ids.*Mask/);
  expect(stages).toContain('Decoded [CLS] nptel is great! [SEP]');
  expect(stages).toContain('Without special nptel is great!');
});

test('the table has a row for each token with offsets, word, type and mask', async () => {
  const lens = await LensPage.find(workbench());
  const table = lens.frame.locator('lens-token-table').getByRole('grid');
  expect(await table.getByRole('row').count()).toBe((await lens.chips.count()) + 1);
  const row = table.getByRole('row').filter({ hasText: 'great' });
  expect(await row.evaluate(textInside)).toMatch(/great.*9.*14/);
});

test('the arrow keys move between the tabs', async () => {
  const lens = await LensPage.find(workbench());
  await lens.frame.getByRole('tab', { name: 'Tokens' }).focus();
  await workbench().page.keyboard.press('ArrowLeft');
  await lens.frame.getByRole('tabpanel', { name: 'Config' }).waitFor();
  await workbench().page.keyboard.press('ArrowRight');
  await lens.frame.getByRole('tabpanel', { name: 'Tokens' }).waitFor();
  expect(await lens.frame.getByRole('tab', { name: 'Tokens' }).getAttribute('aria-selected')).toBe('true');
});

test('the special tokens of the model are listed with their ids', async () => {
  const lens = await LensPage.find(workbench());
  const table = lens.frame.getByRole('grid', { name: 'Special Tokens' });
  const rows = await table.getByRole('row').evaluateAll(textsInside);
  for (const token of ['[CLS]', '[SEP]', '[PAD]', '[UNK]', '[MASK]'])
    expect(rows.filter((row) => row.includes(token))).toHaveLength(1);
  const [cls] = await lens.tokens();
  const id = cls?.split(' ')[1] ?? '';
  expect(rows.find((row) => row.includes('[CLS]'))).toContain(id);
});

test('the vocabulary is searched by text and by id', async () => {
  const lens = await LensPage.find(workbench());
  const great = (await lens.tokens()).find((token) => token.startsWith('great'));
  const id = great?.split(' ')[1] ?? '';
  const field = lens.frame.getByRole('textbox', { name: /^Search the vocabulary/ });
  const matches = lens.frame.getByRole('grid', { name: 'Entries of the vocabulary' }).getByRole('row');
  await field.fill('great');
  await expect.poll(async () => matches.nth(1).evaluate(textInside)).toMatch(new RegExp(`great.*${id}$`));
  await lens.frame.locator('lens-vocabulary').getByText(`great ${id}`, { exact: true }).waitFor();
  await field.fill(id);
  await expect.poll(async () => matches.nth(1).evaluate(textInside)).toMatch(new RegExp(`great.*${id}$`));
  await field.fill('no such word 🙂');
  await lens.frame.getByText('No entry matches').waitFor();
});

test('a token chosen in the table is chosen in the strip, and a double click on its chip selects it in the editor', async () => {
  const lens = await LensPage.find(workbench());
  await lens.frame.locator('lens-token-table').getByRole('row').filter({ hasText: 'great' }).click();
  const chosen = lens.frame.locator('lens-strips').getByRole('option', { selected: true });
  await expect.poll(async () => (await chosen.allInnerTexts()).join()).toContain('great');
  await lens.chips.filter({ hasText: 'great' }).dblclick();
  await expect.poll(() => workbench().editor.selected()).toEqual(['great']);
  expect(await lens.tokens()).toHaveLength(await lens.chips.count());
  await lens.chips.filter({ hasText: 'is' }).first().waitFor();
});

test('the tab stays open when the selection moves on', async () => {
  await workbench().editor.selectLine(3);
  const lens = await LensPage.find(workbench());
  await lens.chips.filter({ hasText: 'excited' }).waitFor();
  await lens.frame.locator('lens-ladder').getByText('excited').first().waitFor();
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
