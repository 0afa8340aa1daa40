import { describe, expect, test } from 'vitest';
import { accessibilityProblems } from '../workbench/accessibility';
import { themeNames } from '../workbench/themes';
import { useWorkbench } from '../workbench/use-workbench';
import { GeneratePage } from './pages/generate-page';
import { hubCache } from './support/hub-cache';

const story = 'demo/story-gpt2';
const env = hubCache([{ id: story, fixture: '../story-model' }]);
const workbench = useWorkbench({ file: 'story.txt', env });
const line = (number: number) =>
  workbench()
    .page.locator('.view-line')
    .nth(number - 1);

test('Generate from Selection goes on with the selected text, and the editor keeps the focus', async () => {
  const { editor } = workbench();
  await workbench().runCommand('Model Lens: Choose Model');
  await workbench().quickPick.choose(story);
  await editor.selectLine(1);
  const page = await GeneratePage.fromSelection(workbench());
  expect(await editor.hasFocus()).toBe(true);
  expect(await page.text(1)).toMatch(/^,? (?:there|in|a) /);
  await page.root.getByText(/tokens\/s, cache 0\.\d MB/).waitFor();
});

test('settings hold for the next texts: ten of them side by side, from one prompt', async () => {
  const page = await GeneratePage.find(workbench());
  await page.set('num_return_sequences', '10');
  await page.set('temperature', '0.3');
  await page.set('max_new_tokens', '50');
  await page.set('seed', '42');
  await page.root.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.root.getByText(/of 10, all from the same prompt/).waitFor();
  await page.ended();
  // Folded away again, so that there is room for the texts.
  await page.fold.click();
});

test('a token shows what it was chosen from, and another one goes on from there', async () => {
  const page = await GeneratePage.find(workbench());
  const before = await page.text(1);
  await page.choose(1, 3);
  await page.alternatives.nth(9).waitFor();
  const [winner = ''] = await page.alternativeTexts();
  expect(winner).toMatch(/^1 \S+ \S?\d+\.\d\d 0\.\d{3} /);
  const chosen = await page.alternatives.evaluateAll((rows) => rows.findIndex((row) => row.ariaCurrent === 'true'));
  const other = page.alternatives.nth(chosen === 0 ? 1 : 0);
  const token = (await other.getByRole('rowheader').textContent()) ?? '';
  await other.getByRole('button', { name: /^Continue from/ }).click();
  await page.root
    .getByText(/going on from the same token|Step 4 of sequence 1/)
    .first()
    .waitFor();
  await page.ended();
  await expect.poll(async () => (await page.tokens(1).nth(3).textContent())?.trim()).toBe(token.trim());
  expect((await page.text(1)).slice(0, 10)).toBe(before.slice(0, 10));
});

test('the text is inserted as one edit, which one undo takes back', async () => {
  const { editor, page: window } = workbench();
  const page = await GeneratePage.find(workbench());
  const text = (await page.text(1)).replace('<|endoftext|>', '');
  await page.take('Insert behind the Text');
  const shown = async () => (await line(1).textContent())?.replaceAll('\u00a0', ' ');
  await expect.poll(shown).toContain(`Once upon a time${text.slice(0, 20)}`);
  await editor.focus();
  await window.keyboard.press('ControlOrMeta+z');
  await expect.poll(shown).toBe('Once upon a time');
  await window.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(shown).toContain(`Once upon a time${text.slice(0, 20)}`);
  await window.keyboard.press('ControlOrMeta+z');
  await expect.poll(shown).toBe('Once upon a time');
});

describe('looks', () => {
  test.each(themeNames)('is accessible in the theme %s', async (theme) => {
    const page = await GeneratePage.find(workbench());
    await workbench().setTheme(theme);
    await page.lens.rest();
    await workbench().screenshot('lens-generate');
    expect(await accessibilityProblems(await workbench().webview('lens'), { greyed: false })).toEqual([]);
  });
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});
