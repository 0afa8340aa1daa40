import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textInside } from '../../webview/harness/text';
import { useWorkbench } from '../workbench/use-workbench';
import { InsidePage } from './pages/inside-page';
import { hubCache } from './support/hub-cache';

const env = hubCache([{ id: 'tiny/roberta-sentiment', fixture: 'roberta-sentiment' }]);
const workbench = useWorkbench({ file: 'feedback.md', env, size: { width: 1800, height: 1100 } });
let page: InsidePage;

/** `Layer 1, head 2`, as the head on show is called. */
const headOnShow = async (): Promise<string> =>
  /Layer \d+, (?:head \d+|mean of \d+ heads)/.exec(await page.text())?.[0] ?? '';
const saved = (name: string): string => readFileSync(join(workbench().folder, name), 'utf8');

test('a selected sentence is looked at by a command: the grid of heads and one head', async () => {
  await workbench().editor.selectLine(3);
  page = await InsidePage.lookAtAttention(workbench());
  await page.grid.waitFor();
  expect(await headOnShow()).toBe('Layer 0, head 0');
  await expect.poll(() => workbench().editor.hasFocus()).toBe(true);
});

test('a head is chosen by a click and by keyboard', async () => {
  const card = await page.hover(page.grid, { x: 0.12, y: 0.5 });
  const [, layer, head] = /attentions\[(\d+)\]\[0, (\d+)\]/.exec(card) ?? expect.fail(card);
  await page.click(page.grid, { x: 0.12, y: 0.5 });
  await expect.poll(headOnShow).toBe(`Layer ${layer}, head ${head}`);
  await page.grid.focus();
  await workbench().page.keyboard.press('Control+Home');
  await workbench().page.keyboard.press('ArrowRight');
  await workbench().page.keyboard.press('Enter');
  await expect.poll(headOnShow).toBe('Layer 0, head 1');
});

test('a cell under the pointer outlines its characters in the editor', async () => {
  const card = await page.hover(page.heatmap, { x: 0.5, y: 0.5 });
  expect(card).toMatch(/0\.\d{4}.*attentions\[0\]\[0, 1, \d+, \d+\]/);
  await expect.poll(() => workbench().editor.outlined()).not.toEqual([]);
  const [outlined = ''] = await workbench().editor.outlined();
  expect(card.toLowerCase()).toContain(outlined.trim().toLowerCase());
  await page.lens.rest();
  await expect.poll(() => workbench().editor.outlined()).toEqual([]);
});

test('the weights are saved as CSV, with the tokens beside them', async () => {
  await page.save('Weights as CSV');
  await expect.poll(() => saved('attention-layer0-head1.csv').trim().split('\n').length).toBeGreaterThan(5);
  const [heading = '', ...rows] = saved('attention-layer0-head1.csv').trim().split(/\r?\n/);
  const tokens = heading.split(',').slice(1);
  expect(tokens.slice(0, 3)).toEqual(['[CLS]', 'i', 'am']);
  expect(rows.map((row) => row.split(',')[0])).toEqual(tokens);
  for (const row of rows) {
    const weights = row.split(',').slice(1).map(Number);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
  }
});

test('the picture is saved as SVG and PNG', async () => {
  await page.save('Picture as SVG');
  await expect.poll(() => saved('Layer-0-head-1.svg')).toMatch(/^<svg[\s\S]*excited[\s\S]*<\/svg>\s*$/);
  await page.save('Picture as PNG');
  await expect.poll(() => saved('Layer-0-head-1.png').slice(1, 4)).toBe('PNG');
});

test('a saved file is told of, with a button that opens it', async () => {
  await workbench().showNotifications();
  await workbench().page.getByText('Saved Layer-0-head-1.svg.').first().waitFor();
  await workbench().runCommand('Notifications: Clear All Notifications');
});

test('the Python of what is looked at is copied', async () => {
  page = await InsidePage.find(workbench(), 'lens-attention');
  await page.export('Copy as Python');
  await workbench().runCommand('File: New Untitled Text File');
  await workbench().page.keyboard.press('ControlOrMeta+V');
  const lines = workbench().page.locator('.editor-group-container.active .view-lines');
  await expect
    .poll(async () => (await lines.textContent())?.replaceAll('\u00a0', ' '))
    .toContain('weights = outputs.attentions[0][0, 1]');
  await workbench().runCommand('View: Revert and Close Editor');
});

test('another model keeps the tab and the head', async () => {
  page = await InsidePage.find(workbench(), 'lens-attention');
  await page.lens.press('Model Sample sentiment, choose another');
  await workbench().quickPick.choose('tiny/roberta-sentiment');
  await expect.poll(async () => (await page.lens.tokens())[0]).toBe('<s> 0');
  await page.heatmap.waitFor();
  expect(await headOnShow()).toBe('Layer 0, head 1');
});

test('an edit greys the view, and Run Again reads the new text', async () => {
  page = await InsidePage.find(workbench(), 'lens-attention');
  const { editor } = workbench();
  await editor.goTo(3, 3);
  await editor.type('now ');
  await page.lens.header.getByText('stale').waitFor();
  const panel = page.lens.frame.locator('.panel.stale');
  await panel.waitFor();
  expect(await page.lens.notices.evaluate(textInside)).toContain('was edited after this result');
  await page.lens.press('Run Again');
  await panel.waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await page.lens.tokens()).map((token) => token.split(' ')[0]).join(''))
    .toContain('now');
  await page.heatmap.waitFor();
});

test('the Layers tab shows the hidden states, and what is pointed at in the editor', async () => {
  page = await InsidePage.lookAtLayers(workbench());
  expect(await page.text()).toContain('hidden_states[');
  const norms = page.root.getByRole('application').first();
  await page.hover(norms, { x: 0.5, y: 0.5 });
  await expect.poll(() => workbench().editor.outlined()).not.toEqual([]);
  await page.save('States as CSV');
  await expect.poll(() => readdirSync(workbench().folder).join()).toMatch(/hidden-states-\d\.csv/);
});

test('the Config tab shows what the model is made of', async () => {
  await workbench().runCommand('Model Lens: Show Config');
  page = await InsidePage.find(workbench(), 'lens-config');
  await page.lens.frame.getByRole('tabpanel', { name: 'Config' }).waitFor();
  await expect
    .poll(() => page.lens.frame.locator('lens-config').evaluate(textInside))
    .toMatch(/BertForSequenceClassification|RobertaForSequenceClassification/);
});

test('a Lens that is opened anew begins where it was left', async () => {
  await InsidePage.lookAtAttention(workbench());
  await workbench().tab('Lens').click({ button: 'middle' });
  await workbench().tab('Lens').waitFor({ state: 'detached' });
  await workbench().runCommand('Model Lens: Open the Lens on the Selection or Line');
  page = await InsidePage.find(workbench(), 'lens-attention');
  await expect.poll(headOnShow).toBe('Layer 0, head 1');
});

test('nothing went wrong in the views', () => {
  expect(workbench().problems).toEqual([]);
});
