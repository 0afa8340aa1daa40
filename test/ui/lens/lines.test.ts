import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LinesPage } from './pages/lines-page';

const workbench = useWorkbench({ file: 'feedback.md' });
let lines: LinesPage;

test('Classify Each Line opens a table beside the editor with every line that has text', async () => {
  lines = await LinesPage.classify(workbench());
  expect(await workbench().page.locator('.editor-group-container').count()).toBe(2);
  expect(await lines.heading.evaluate(textInside)).toMatch(/Every line of feedback\.md *10 lines: .*positive/);
  const numbers = await lines.column(0);
  expect(numbers).toContain('3');
  expect(numbers).toEqual([...numbers].sort((a, b) => Number(a) - Number(b)));
  for (const probability of await lines.column(3)) expect(probability).toMatch(/^0\.\d{4}$|^1\.0000$/);
});

test('it can be ordered by probability both ways', async () => {
  const probabilities = async () => (await lines.column(3)).map(Number);
  await lines.sortBy('Probability');
  await expect.poll(async () => isSorted((await probabilities()).reverse())).toBe(true);
  await lines.sortBy('Probability');
  await expect.poll(async () => isSorted(await probabilities())).toBe(true);
});

test('a click on a row selects its line in the editor and keeps the focus in the table', async () => {
  await lines.rows.filter({ hasText: 'NPTEL is great!' }).click();
  await expect.poll(() => workbench().editor.selected()).toEqual(['NPTEL is great!']);
  expect(await workbench().editor.hasFocus()).toBe(false);
  await workbench().page.keyboard.press('ArrowDown');
  await workbench().page.keyboard.press('Enter');
  await expect.poll(() => workbench().editor.selected()).not.toEqual(['NPTEL is great!']);
  await expect.poll(async () => (await workbench().editor.selected()).length).toBe(1);
});

test('an edit makes the table stale, and Run Again reads the new text', async () => {
  const { editor } = workbench();
  await editor.goTo(7, 1);
  await editor.type('Many ');
  await lines.frame.getByText('feedback.md was edited after this result').waitFor();
  await lines.frame.getByRole('button', { name: 'Run Again' }).click();
  await lines.rows.filter({ hasText: 'Many More exercises' }).waitFor();
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});

function isSorted(values: readonly number[]): boolean {
  return values.length > 3 && values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
}
