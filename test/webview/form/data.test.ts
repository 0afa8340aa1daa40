import { expect, it } from 'vitest';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import * as data from '../states/form/data';
import * as forms from '../states/form/forms';
import { useForm } from './use-form';

const used = useForm();

const select = (name: string) => used.view.page.getByRole('combobox', { name, exact: true });

it('shows the first rows with their tokens, and why a row cannot be used', async () => {
  await used.view.show(forms.readyForm, data.readyData);
  await used.view.page.getByText('2,267 rows, 2,264 used').waitFor();
  const rows = used.view.page.getByRole('table', { name: 'First rows' }).getByRole('row');
  expect(await rows.nth(0).getByRole('columnheader').allInnerTexts()).toEqual(['sentence', 'sentiment', 'tokens']);
  expect(await rows.nth(1).getByRole('cell').allInnerTexts()).toEqual([
    'Operating profit rose to EUR 13.1 mn from EUR 8.7 mn.',
    'positive',
    '19',
  ]);
  // What stands in a file is text, never markup.
  expect(await rows.nth(3).evaluate(textInside)).toContain(
    'unknown label =1+1 is what the next row says <b>in bold</b>',
  );
});

it('counts labels and shows how many rows are cut', async () => {
  await used.view.show(forms.readyForm, data.readyData);
  const labels = await used.view.page.locator('form-preview .labels').evaluate(textInside);
  expect(labels).toMatch(/neutral ?1,391 ?61 % ?positive ?570 ?25 % ?negative ?303 ?13 %/);
  const picture = used.view.page.getByRole('img', {
    name: '27.4 tokens on average, 96 at most; 32 rows (1.4 %) are cut',
  });
  expect(await picture.locator('.beyond').count()).toBeGreaterThan(5);
});

it('changes model, task, file and columns', async () => {
  await used.view.show(forms.readyForm, data.readyData);
  await select('Model').selectOption('sample');
  await select('Task').selectOption('token-classification');
  await select('label').selectOption('sentence');
  await select('second text').selectOption('sentiment');
  await used.view.page.getByRole('button', { name: 'Other Model…' }).click();
  await used.view.page.getByRole('button', { name: 'Other File…' }).click();
  await expect
    .poll(() => callsOf(used.view, 'set'))
    .toEqual([
      { settings: { model: 'sample' } },
      { settings: { task: 'token-classification' } },
      { settings: { label_column: 'sentence' } },
      { settings: { text_pair_column: 'sentiment' } },
    ]);
  await expect
    .poll(() => callsOf(used.view, 'act'))
    .toEqual([{ action: 'chooseModel' }, { action: 'chooseTrainFile' }]);
});

it('keeps rows for evaluation by a share, a file, or none', async () => {
  await used.view.show(forms.readyForm, data.readyData);
  const split = select('split');
  const shown = async () => (await split.locator('option:checked').innerText()).trim();
  expect(await shown()).toBe('80 / 20, seed 42');
  await split.selectOption({ label: '90 / 10, seed 42' });
  await split.selectOption({ label: 'No Evaluation' });
  await split.selectOption({ label: 'From a File…' });
  await expect
    .poll(() => callsOf(used.view, 'set'))
    .toMatchObject([
      { settings: { validation_size: 0.1, validation_file: null } },
      { settings: { eval_strategy: 'no', load_best_model_at_end: false } },
    ]);
  await expect.poll(() => callsOf(used.view, 'act')).toEqual([{ action: 'chooseValidationFile' }]);
  // The dialog may be dismissed, so that the file is not chosen yet.
  expect(await shown()).not.toBe('From a File…');
});

it('asks for the columns that a task needs', async () => {
  await used.view.show(forms.tokensForm, data.tokensData);
  await select('words').waitFor();
  expect(await select('words').inputValue()).toBe('tokens');
  expect(await used.view.page.getByText('9 more labels with').count()).toBe(1);
});

it('says beside the column that it is not there', async () => {
  const problems = { label_column: 'There is no column "mood" in phrasebank.csv.' };
  await used.view.show({ ...forms.readyForm, problems }, data.troubledData);
  await used.view.page.getByText('There is no column "mood" in phrasebank.csv.').waitFor();
  expect(await select('label').getAttribute('aria-describedby')).toBe('label_column-problem');
});

it('asks for a file, shows how far reading is, and why it failed', async () => {
  await used.view.show(forms.emptyForm, data.noData);
  await used.view.page.getByRole('button', { name: 'Choose a File…' }).click();
  await used.view.show(forms.measuringForm, data.readingData);
  expect(
    await used.view.page.getByRole('progressbar', { name: 'Reading the data' }).getAttribute('aria-valuenow'),
  ).toBe('40');
  await used.view.show(forms.failedForm, data.failedData);
  await used.view.page.getByText('phrasebank.csv is empty.').waitFor();
  await expect.poll(() => callsOf(used.view, 'act')).toEqual([{ action: 'chooseTrainFile' }]);
});
