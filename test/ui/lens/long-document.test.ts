import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { demo } from '../../../tools/vscode/paths.mts';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workspace = mkdtempSync(join(tmpdir(), 'model-lens-long-'));
afterAll(() => rmSync(workspace, { recursive: true, force: true }));
cpSync(demo, workspace, { recursive: true });
const line = 'The lectures were a joy from start to finish, and I would take this course again.\n';
writeFileSync(join(workspace, 'long.txt'), line.repeat(Math.ceil(1_000_000 / line.length)));

const workbench = useWorkbench({ workspace, file: 'long.txt' });

test('a selection of 1 MB is read as far as the model goes, and the Lens says where it was cut', async () => {
  const { editor, page } = workbench();
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  const lens = await LensPage.classifySelection(workbench());
  await lens.notices.getByText(/^128 of \d{3},\d{3} tokens were read$/).waitFor();
  expect(await lens.notices.evaluate(textInside)).toMatch(/The rest, from “\S+” in line \d+, was cut\./);
  await expect.poll(async () => (await lens.labels())[0]).toMatch(/^positive/);
});

test('few chips are drawn, and the last one is reached by a key', async () => {
  const lens = await LensPage.find(workbench());
  expect(await lens.chips.count()).toBeLessThan(250);
  await lens.frame.getByRole('listbox', { name: 'Tokens' }).focus();
  await workbench().page.keyboard.press('End');
  await lens.frame.getByRole('option', { name: 'cut, not read' }).last().waitFor();
  expect(await lens.chips.count()).toBeLessThan(250);
});

test('the editor scrolls at once, and only what is visible is painted', async () => {
  const { editor, page } = workbench();
  await editor.focus();
  const started = performance.now();
  await page.keyboard.press('ControlOrMeta+End');
  const lastLine = page.locator('.line-numbers').filter({ hasText: /^12\d{3}$/ });
  await lastLine.first().waitFor();
  expect(performance.now() - started).toBeLessThan(3000);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.locator('.line-numbers').filter({ hasText: /^1$/ }).waitFor();
  expect(await editor.decorations.count()).toBeLessThan(2500);
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
