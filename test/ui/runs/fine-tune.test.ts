import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { LensPage } from '../lens/pages/lens-page';
import { useWorkbench } from '../workbench/use-workbench';
import { FormPage } from './pages/form-page';

const workbench = useWorkbench({ file: 'lecture-feedback.csv' });
const patience = { timeout: 60_000 };

const textOf = async (frame: Frame, element: string): Promise<string> =>
  (await frame.locator(element).evaluate(textInside)).replaceAll(/\s+/g, ' ');

test('Fine-tune a Model in the title of a file opens a form that has read it', async () => {
  const { page } = workbench();
  await page.locator('.editor-group-container.active').getByRole('button', { name: 'Fine-tune a Model' }).click();
  const form = await workbench().webview('form');
  await expect.poll(() => textOf(form, 'form-preview'), patience).toMatch(/sentence ?sentiment .*positive \d+ \d+ %/);
});

test('before it starts a step is measured', async () => {
  const form = await workbench().webview('form');
  await expect
    .poll(() => textOf(form, 'form-preflight'), patience)
    .toMatch(/Memory.* of .* free Time.* for 18 steps and 3 evaluations Disk.* for 3 checkpoints/);
  await workbench().screenshot('fine-tune-form');
});

test('Start trains in a task, and the page of the run shows its curves', async () => {
  const form = await workbench().webview('form');
  await form.getByRole('button', { name: 'Start' }).click();
  const run = await workbench().webview('run');
  await expect.poll(() => textOf(run, 'run-app'), patience).toMatch(/step 18 of 18.*(Finished|Stopped early)/i);
  await run.getByText('Loss').first().waitFor();
  await workbench().screenshot('fine-tune-run');
});

test('Open in Lens reads with the tuned model', async () => {
  const run = await workbench().webview('run');
  await run.getByRole('button', { name: 'Open in Lens' }).click();
  await workbench().openFile('feedback.md');
  await workbench().editor.selectLine(3);
  const lens = await LensPage.classifySelection(workbench());
  await expect.poll(async () => (await lens.labels()).length).toBe(3);
  await workbench().statusBarItem('lecture-feedback-1/').waitFor();
  await workbench().screenshot('fine-tune-in-lens');
  expect(workbench().problems).toEqual([]);
});

test('Duplicate opens the form anew, and a run that is deleted takes its model with it', async () => {
  const choose = async (action: string): Promise<void> => {
    await workbench().tab('Run: lecture-feedback-1').click();
    const run = await workbench().webview('run');
    await run.getByRole('button', { name: 'More Actions' }).click();
    await run.getByRole('menuitem', { name: action }).click();
  };
  await choose('Duplicate');
  const form = await FormPage.find(workbench());
  expect(await form.frame.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('lecture-feedback-2');
  await choose('Delete');
  await workbench().page.getByRole('button', { name: 'Delete', exact: true }).click();
  await workbench().tab('Run: lecture-feedback-1').waitFor({ state: 'detached' });
  await workbench().statusBarItem('Sample sentiment').waitFor();
  expect(existsSync(join(workbench().folder, '.model-lens/runs/lecture-feedback-1'))).toBe(false);
});
