import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';
import { hubCache } from './support/hub-cache';

const env = hubCache([
  { id: 'tiny/no-head', fixture: 'bert-masked-lm', config: { architectures: ['BertForSequenceClassification'] } },
  { id: 'tiny/roberta-sentiment', fixture: 'roberta-sentiment' },
  {
    id: 'tiny/translator',
    fixture: 'bert-masked-lm-gamma-beta',
    config: { model_type: 'longt5', architectures: ['LongT5ForConditionalGeneration'] },
  },
]);
const workbench = useWorkbench({ file: 'feedback.md', env });

test('Choose Model lists the sample and what Python has downloaded, with its size', async () => {
  await workbench().editor.selectLine(3);
  await LensPage.classifySelection(workbench());
  await workbench().runCommand('Model Lens: Choose Model');
  const { quickPick } = workbench();
  await quickPick.rows.filter({ hasText: 'tiny/no-head' }).waitFor();
  const rows = await quickPick.rows.allInnerTexts(); // in no particular order
  const text = rows.join('\n');
  expect(text).toMatch(/Sample sentiment\s*in use/);
  expect(text).toMatch(/tiny\/roberta-sentiment\s*\d+ kB · safetensors/);
  expect(text).toContain('Open Model Folder…');
});

test('a checkpoint without a trained head shows its tokens and names the tensors that are missing', async () => {
  await workbench().quickPick.choose('tiny/no-head');
  const lens = await LensPage.find(workbench());
  await lens.notices.getByText('This checkpoint has no trained head').waitFor();
  expect(await lens.notices.evaluate(textInside)).toMatch(
    /classifier\.weight, classifier\.bias are not in model\.safetensors\./,
  );
  await lens.chips.first().waitFor();
  expect(await lens.frame.locator('prediction-label-list').count()).toBe(0);
  await workbench().statusBarItem('tiny/no-head · CPU').waitFor();
});

test('another model is chosen from the header, and reads the same text', async () => {
  const lens = await LensPage.find(workbench());
  await lens.frame.getByRole('button', { name: 'Model tiny/no-head, choose another' }).click();
  await workbench().quickPick.choose('tiny/roberta-sentiment');
  await lens.notices.getByText('This checkpoint has no trained head').waitFor({ state: 'detached' });
  await expect.poll(async () => (await lens.tokens())[0]).toBe('<s> 0');
  await expect.poll(async () => (await lens.labels()).length).toBeGreaterThan(1);
  await workbench().statusBarItem('tiny/roberta-sentiment · CPU').waitFor();
});

test('an architecture that cannot run yet says so, and keeps its tokens', async () => {
  await workbench().editor.focus();
  await workbench().runCommand('Model Lens: Choose Model');
  await workbench().quickPick.choose('tiny/translator');
  const lens = await LensPage.find(workbench());
  await lens.notices.getByText('This cannot run here yet').waitFor();
  expect(await lens.notices.evaluate(textInside)).toMatch(/longt5/);
  await lens.header.getByText('cannot run').waitFor();
  await expect.poll(async () => (await lens.tokens()).at(-1)).toBe('[SEP] 3');
});

test('a folder outside the workspace is opened by its path', async () => {
  const folder = join(root, 'test/fixtures/models/distilbert-sequence-classification');
  await workbench().openModelFolder(folder);
  const lens = await LensPage.find(workbench());
  await lens.notices.getByText('This cannot run here yet').waitFor({ state: 'detached' });
  await expect.poll(async () => (await lens.labels()).length).toBeGreaterThan(1);
  await workbench().statusBarItem('distilbert-sequence-classification · CPU').waitFor();
});

test('a second tokenizer is set beside the first', async () => {
  const lens = await LensPage.find(workbench());
  await lens.menu('Compare with a Second Tokenizer…');
  await workbench().quickPick.choose('tiny/roberta-sentiment');
  const second = lens.frame.locator('lens-comparison');
  await second.getByText('tiny/roberta-sentiment').waitFor();
  await second.getByRole('option').filter({ hasText: '<s>' }).first().waitFor();
  await second.getByRole('button', { name: 'Close the Second Tokenizer' }).click();
  await second.getByText('tiny/roberta-sentiment').waitFor({ state: 'detached' });
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
