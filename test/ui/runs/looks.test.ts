import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityProblems } from '../workbench/accessibility';
import { themeNames } from '../workbench/themes';
import { useWorkbench } from '../workbench/use-workbench';
import { FormPage } from './pages/form-page';
import { RunPage } from './pages/run-page';

interface Scene {
  readonly name: string;
  readonly show: () => Promise<Frame>;
}

const workbench = useWorkbench({ file: 'lecture-feedback.csv' });

// In the order of a person's way: what one scene leaves is where the next one begins.
const scenes: readonly Scene[] = [
  { name: 'form', show: showForm },
  { name: 'form-settings', show: showSettings },
  { name: 'form-wrong', show: showWrong },
  { name: 'run', show: showRun },
  { name: 'run-compared', show: showCompared },
];

test.each(scenes)('$name is accessible in each theme', async ({ name, show }) => {
  const frame = await show();
  for (const theme of themeNames) {
    await workbench().setTheme(theme);
    await workbench().page.mouse.move(2, 2);
    await workbench().screenshot(name);
    expect(await accessibilityProblems(frame), theme).toEqual([]);
  }
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});

async function showForm(): Promise<Frame> {
  const form = await FormPage.open(workbench());
  await form.measured();
  return form.frame;
}

async function showSettings(): Promise<Frame> {
  const form = await FormPage.find(workbench());
  await form.unfoldAll();
  return form.frame;
}

/** Rows in another encoding, and a value that is none. */
async function showWrong(): Promise<Frame> {
  const rows = 'text,label\nDas Café war schön.,good\nDie Sätze fehlen.,bad\n';
  writeFileSync(join(workbench().folder, 'latin1.csv'), rows, 'latin1');
  await workbench().openFile('latin1.csv');
  const form = await FormPage.open(workbench());
  await form.set('learning_rate', '-1');
  await form.frame.getByText('None of the 2 rows of "latin1.csv" can be used').first().waitFor();
  return form.frame;
}

async function showRun(): Promise<Frame> {
  await workbench().openFile('lecture-feedback.csv');
  const form = await FormPage.open(workbench());
  await form.set('learning_rate', '5e-5');
  const run = await form.start();
  await run.finished();
  return run.frame;
}

async function showCompared(): Promise<Frame> {
  await workbench().editor.selectLine(3);
  const run = await RunPage.find(workbench());
  await run.compare();
  return run.frame;
}
