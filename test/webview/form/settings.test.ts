import { expect, it } from 'vitest';
import { runFileSchema } from '../../../src/common/contracts/training/run-file';
import { callsOf } from '../harness/view';
import { readyData } from '../states/form/data';
import * as forms from '../states/form/forms';
import { useForm } from './use-form';

const used = useForm();

const field = (name: string) => used.view.page.locator(`#${name}`);

/** Unfolds all groups. */
async function unfold(): Promise<void> {
  for (const summary of await used.view.page.locator('summary').all()) await summary.click();
}

it('has a field for every setting of a run file', async () => {
  await used.view.show(forms.readyForm, readyData);
  await unfold();
  const placed = await used.view.page
    .locator('form-settings .name, form-source [id^="source-"], form-app [id^="source-"]')
    .evaluateAll((elements) => elements.map(({ id, textContent }) => id.replace('source-', '') || textContent));
  // Columns of other tasks have their fields with those; the engine goes with the device.
  const elsewhere = ['target_column', 'tokens_column', 'engine'];
  const missing = Object.keys(runFileSchema.entries).filter((key) => !placed.includes(key) && !elsewhere.includes(key));
  expect(missing).toEqual([]);
});

it('sets numbers, also such as people write them, and empties a field to go back to the default', async () => {
  await used.view.show(forms.readyForm, readyData);
  expect(await field('learning_rate').inputValue()).toBe('2e-5');
  await field('learning_rate').fill('5e-5');
  await field('learning_rate').press('Enter');
  await field('max_length').fill('');
  await field('max_length').blur();
  await unfold();
  await field('max_steps').fill('\u22121');
  await field('max_steps').press('Enter');
  await expect
    .poll(() => callsOf(used.view, 'set'))
    .toEqual([
      { settings: { learning_rate: 5e-5 } },
      { settings: { max_length: null } },
      { settings: { max_steps: -1 } },
    ]);
});

it('sets choices, switches and JSON', async () => {
  await used.view.show(forms.readyForm, readyData);
  await unfold();
  await field('lr_scheduler_type').selectOption('cosine');
  await field('dropout').selectOption({ label: 'off' });
  await field('class_weights').fill('balanced');
  await field('class_weights').press('Enter');
  await field('lr_scheduler_kwargs').fill('{"num_cycles": 2}');
  await field('lr_scheduler_kwargs').press('Enter');
  await expect
    .poll(() => callsOf(used.view, 'set'))
    .toEqual([
      { settings: { lr_scheduler_type: 'cosine' } },
      { settings: { dropout: false } },
      { settings: { class_weights: 'balanced' } },
      { settings: { lr_scheduler_kwargs: { num_cycles: 2 } } },
    ]);
});

it('says beside the field that something is no number or no JSON, and asks the host for nothing', async () => {
  await used.view.show(forms.readyForm, readyData);
  await field('seed').fill('many');
  await field('seed').press('Enter');
  await used.view.page.getByText('"many" is no number.').waitFor();
  expect(await field('seed').getAttribute('aria-invalid')).toBe('true');
  expect(await field('seed').getAttribute('aria-describedby')).toBe('seed-problem');
  await unfold();
  await field('labels').fill('[good, bad');
  await field('labels').press('Enter');
  await used.view.page.getByText('This is not valid JSON.').waitFor();
  await used.view.page.getByText('seed, labels have problems.').waitFor();
  expect(await used.view.page.getByRole('button', { name: 'Start' }).getAttribute('disabled')).not.toBeNull();
  expect(callsOf(used.view, 'set')).toEqual([]);
});

it('shows what a list or an object looks like, before and after it was typed wrong', async () => {
  await used.view.show(forms.readyForm, readyData);
  expect(await field('labels').getAttribute('placeholder')).toBe('["negative", "positive"]');
  await used.view.page.locator('summary').getByText('Steps').click();
  await field('lr_scheduler_kwargs').fill('{num_cycles: 2}');
  await field('lr_scheduler_kwargs').press('Enter');
  const problem = used.view.page.locator('#lr_scheduler_kwargs-problem');
  await problem.getByText('This is not valid JSON. An example: {"num_cycles": 2}').waitFor();
});

it('marks what was changed and takes it back', async () => {
  await used.view.show(forms.readyForm, readyData);
  expect(await used.view.page.locator('.setting.changed .name').allInnerTexts()).toEqual(
    expect.arrayContaining(['max_length', 'warmup_steps', 'early_stopping_patience']),
  );
  await used.view.page.getByRole('button', { name: 'Back to the default, 2', exact: true }).click();
  await expect.poll(() => callsOf(used.view, 'set')).toEqual([{ settings: { early_stopping_patience: null } }]);
});

it('unfolds a group that has a problem, and says which setting it is', async () => {
  await used.view.show(forms.wrongForm, readyData);
  await used.view.page.locator('#learning_rate-problem').getByText('learning_rate is at least 0').waitFor();
  await used.view.page.getByText('eval_steps is above 0').waitFor();
  expect(await used.view.page.locator('details[open] summary').allInnerTexts()).toEqual([
    expect.stringContaining('Evaluation and Checkpoints'),
  ]);
});

it('switches LoRA on and off by one click, and has a field for each of its settings', async () => {
  await used.view.show(forms.readyForm, readyData);
  const lora = field('lora');
  await lora.click();
  await used.view.show(forms.loraForm, readyData);
  await used.view.page.getByText('lora.r is at least 1').waitFor();
  expect(await used.view.page.getByLabel('target_modules').inputValue()).toBe('query, value');
  for (const typed of ['q v', String.raw`.*\.q`, 'all-linear', '["k"]', '']) {
    await used.view.page.getByLabel('target_modules').fill(typed);
    await used.view.page.getByLabel('target_modules').press('Enter');
  }
  await used.view.page.getByLabel('lora_dropout').fill('some');
  await used.view.page.getByLabel('lora_dropout').press('Enter');
  await used.view.page.getByText('"some" is no number.').waitFor();
  await lora.click();
  await used.view.show(forms.readyForm, readyData);
  expect(await used.view.page.getByLabel('lora_dropout').count()).toBe(0);
  await lora.click();
  const { lora: chosen } = forms.loraForm.settings;
  const targets = [['q', 'v'], String.raw`.*\.q`, 'all-linear', ['k']].map((target_modules) => ({ target_modules }));
  await expect
    .poll(() => callsOf(used.view, 'set'))
    .toEqual(
      [
        { r: 8, lora_alpha: 16 },
        ...targets.map((target) => ({ ...(chosen as object), ...target })),
        { r: 0, lora_alpha: 16 },
        null,
        chosen,
      ].map((set) => ({ settings: { lora: set } })),
    );
});

it('opens run.json', async () => {
  await used.view.show(forms.readyForm, readyData);
  await used.view.page.getByRole('button', { name: 'run.json', exact: true }).click();
  await expect.poll(() => callsOf(used.view, 'act')).toEqual([{ action: 'openRunFile' }]);
});

it('shows the default again in a field that was emptied, and in a select that was taken back', async () => {
  await used.view.show(forms.readyForm, readyData);
  await field('seed').fill('');
  await field('seed').press('Enter');
  expect(await field('seed').inputValue()).toBe('42');
  await field('lr_scheduler_type').selectOption('cosine');
  const cosine = { ...forms.readyForm, settings: { ...forms.readyForm.settings, lr_scheduler_type: 'cosine' } };
  await used.view.show(cosine, readyData);
  await used.view.page.getByRole('button', { name: 'Back to the default, linear' }).click();
  await used.view.show(forms.readyForm, readyData);
  expect(await field('lr_scheduler_type').inputValue()).toBe('linear');
});
