import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { LensPage } from './pages/lens-page';

const workbench = useWorkbench({ file: 'feedback.md' });

test('an edited text makes its result stale, says why, and Run Again reads it anew', async () => {
  const { editor, page } = workbench();
  await editor.selectLine(4);
  const lens = await LensPage.classifySelection(workbench());
  await lens.header.getByText('stale').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await lens.header.getByText('stale').waitFor();
  await expect.poll(() => lens.notices.evaluate(textInside)).toMatch(/edited/i);
  await workbench().screenshot('lens-stale');
  await lens.press('Run Again');
  await lens.header.getByText('stale').waitFor({ state: 'detached' });
  await expect.poll(async () => (await lens.tokens()).at(-2)).toMatch(/^great \d+$/);
});

test('a stale result paints nothing in the editor', async () => {
  const { editor, page } = workbench();
  const lens = await LensPage.find(workbench());
  await editor.selectLine(6);
  await lens.chips.filter({ hasText: 'attention' }).waitFor();
  await expect.poll(() => editor.decorations.count()).toBeGreaterThan(3);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await lens.header.getByText('stale').waitFor();
  await expect.poll(() => editor.decorations.count()).toBe(0);
});

test('a pinned Lens stays with its text, and unpinned it follows again', async () => {
  const { editor } = workbench();
  const lens = await LensPage.find(workbench());
  await editor.selectLine(3);
  await lens.chips.filter({ hasText: 'excited' }).waitFor();
  await lens.press('Pin this result');
  await lens.notices.getByText(/^Pinned to feedback\.md.*I am excited/).waitFor();
  await editor.selectLine(5);
  await workbench().statusBarItem('(23 selected)').waitFor();
  await lens.chips.filter({ hasText: 'excited' }).waitFor();
  await lens.press('Unpin');
  await lens.chips.filter({ hasText: 'long' }).waitFor();
  await lens.notices.getByText(/^Pinned to/).waitFor({ state: 'detached' });
});

test('a pair is read together with the text, and removed again', async () => {
  const lens = await LensPage.find(workbench());
  const alone = await lens.chips.count();
  await lens.press('Text Pair');
  await workbench().quickPick.waitForOpen();
  await workbench().quickPick.type('Clear slides.');
  await workbench().quickPick.enter();
  await lens.facts.getByText('Read as a pair with “Clear slides.”').waitFor();
  await expect.poll(() => lens.chips.count()).toBeGreaterThan(alone + 2);
  await lens.press('Remove the Pair');
  await expect.poll(() => lens.chips.count()).toBe(alone);
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
