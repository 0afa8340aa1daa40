import { expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { openForm } from '../harness/form';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { readyData } from '../states/form/data';
import * as forms from '../states/form/forms';
import { useForm } from './use-form';

const used = useForm();

const acted = () => callsOf(used.view, 'act').map((call) => (call as { action: string }).action);

it('lists what is known before it starts, with remedies beside the problems', async () => {
  await used.view.show(forms.readyForm, readyData);
  const card = used.view.page.getByRole('region', { name: 'Before it starts' });
  const lines = await card.getByRole('listitem').all();
  const texts = await Promise.all(lines.map((line) => line.evaluate(textInside)));
  expect(texts[0]).toMatch(/^Memory ?, fine ?1\.5 of 11\.2 GB free$/);
  expect(texts[7]).toMatch(/^Device ?, error ?CUDA is not there any more$/);
  await card.getByRole('button', { name: 'Use Class Weights' }).click();
  await card.getByRole('button', { name: 'Show' }).click();
  await card.getByRole('button', { name: 'Measure Again' }).click();
  // A key that is no setting is not handed on.
  await expect.poll(() => callsOf(used.view, 'set')).toEqual([{ settings: { class_weights: 'balanced' } }]);
  await expect.poll(acted).toEqual(['showBadRows', 'measure']);
});

it('can call off measuring, and says when a measurement is old or failed', async () => {
  await used.view.show(forms.measuringForm, readyData);
  await used.view.page.getByRole('button', { name: 'Cancel' }).click();
  await used.view.show(forms.staleForm, readyData);
  await used.view.page.getByText('Settings have changed since this was measured.').waitFor();
  await used.view.show(forms.failedForm, readyData);
  await used.view.page.getByText('The step needs 14.1 GB, 11.2 GB are free.').waitFor();
  await used.view.page.getByRole('button', { name: 'Try Again' }).click();
  await expect.poll(acted).toEqual(['cancelMeasure', 'measure']);
});

it('starts, exports and copies', async () => {
  await used.view.show(forms.readyForm, readyData);
  await used.view.page.getByRole('button', { name: 'Start' }).click();
  await used.view.page.getByRole('button', { name: 'Export as Script' }).click();
  await used.view.page.getByRole('button', { name: 'More Actions' }).click();
  await used.view.page.getByRole('menuitem', { name: 'Copy Shell Command' }).click();
  await expect.poll(acted).toEqual(['start', 'exportScript', 'copyShellCommand']);
});

it('does not start where it cannot, and says why', async () => {
  await used.view.show(forms.untrustedForm, readyData);
  await used.view.page.getByText('This workspace is not trusted').waitFor();
  expect(await used.view.page.getByRole('button', { name: 'Start' }).getAttribute('disabled')).not.toBeNull();
  await used.view.page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
  await expect.poll(acted).toEqual(['manageTrust']);
});

it('chooses the device; one that does not work says why, and so does an engine that is not here', async () => {
  await used.view.show(forms.readyForm, readyData);
  const engine = used.view.page.getByRole('combobox', { name: 'Engine' });
  const options = await engine.locator('option').allInnerTexts();
  expect(options.map((option) => option.trim())).toEqual(['Built in, CPU', 'Built in, CUDA (no driver)']);
  await used.view.show(forms.pythonForm, readyData);
  await used.view.page.locator('#engine-problem').getByText('engine is python, which does not train here.').waitFor();
  await engine.selectOption('Built in, CPU');
  await expect.poll(() => callsOf(used.view, 'set')).toEqual([{ settings: { engine: 'builtin', device: 'cpu' } }]);
});

it('gives the run another name', async () => {
  const { view } = used;
  await view.show(forms.readyForm, readyData);
  await view.page.getByRole('textbox', { name: 'Name' }).fill('phrasebank-5');
  await view.page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect.poll(() => callsOf(view, 'rename')).toEqual([{ name: 'phrasebank-5' }]);
});

it('keeps the name and says why another one is refused', async () => {
  const rename = (): never => {
    throw new LensError('usage', 'There is a run "phrasebank-2" already.');
  };
  const view = await openForm(used.browser, { answers: { rename } });
  await view.show(forms.readyForm, readyData);
  await view.page.getByRole('textbox', { name: 'Name' }).fill('phrasebank-2');
  await view.page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await view.page.getByText('There is a run "phrasebank-2" already.').waitFor();
  expect(await view.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('phrasebank-4');
  await view.page.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => view.page.getByText('There is a run').count()).toBe(0);
  await view.close();
});
