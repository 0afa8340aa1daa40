import { expect, test } from 'vitest';
import { useWorkbench } from '../workbench/use-workbench';
import { themeNames } from '../workbench/themes';

const workbench = useWorkbench({ file: 'feedback.md' });

test('VS Code opens the sample workspace with its feedback', async () => {
  await expect.poll(() => workbench().tab('feedback.md').count()).toBe(1);
  await expect
    .poll(() => workbench().page.locator('.view-line').filter({ hasText: 'NPTEL' }).count(), { timeout: 10_000 })
    .toBe(1);
});

test('a whole line, a part of it and one cursor a line can be selected', async () => {
  const { editor } = workbench();
  await editor.selectLine(3);
  await expect.poll(() => workbench().statusBarItem('(40 selected)').count()).toBe(1);
  await editor.selectText('feedback.md', 'NPTEL is great!');
  await expect.poll(() => workbench().statusBarItem('(15 selected)').count()).toBe(1);
  await editor.selectEachLine(3, 5);
  await expect.poll(() => workbench().statusBarItem('3 selections').count()).toBe(1);
  expect(await editor.hasFocus()).toBe(true);
});

test('another file opens', async () => {
  await workbench().openFile('sentences.txt');
  expect(await workbench().tab('sentences.txt').count()).toBe(1);
});

test.each(themeNames)('the window wears the theme %s', async (theme) => {
  await workbench().setTheme(theme);
  await workbench().screenshot('start');
});
