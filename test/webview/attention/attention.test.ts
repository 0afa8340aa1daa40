import { describe, expect, it } from 'vitest';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { settled } from './open-attention';
import { useAttention } from './use-attention';

const tab = useAttention();

describe('grid of heads', () => {
  it('is walked by keyboard; Enter opens the head and goes to its heatmap', async () => {
    await tab.grid.focus();
    await tab.press('ArrowRight', 'ArrowDown');
    const cell = tab.grid.getByRole('option');
    expect(await cell.textContent()).toMatch(/Layer 4, head 8, entropy \d\.\d\d bits, distance \d\.\d\d/);
    expect(await cell.getAttribute('aria-selected')).toBe('false');
    await tab.press('Enter');
    expect(await tab.text()).toContain('Layer 4, head 8');
    expect(tab.look).toMatchObject({ tab: 'attention', layer: 4, head: 8 });
    expect(await tab.heatmap.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('chooses by click, the mean of a layer as well, and says what is under the pointer', async () => {
    const box = await tab.grid.boundingBox();
    if (!box) throw new Error('there is no grid');
    await tab.view.page.mouse.click(box.x + 20 + 42 * 2 + 10, box.y + 20 + 42 + 10);
    await settled(tab.view);
    expect(tab.look).toMatchObject({ layer: 1, head: 2 });
    await tab.root.locator('attention-grid .card').waitFor();
    await screenshot(tab.view.page, tab.view.theme, 'attention-grid-hover');
    expect(await tab.root.locator('attention-grid .card').textContent()).toContain('attentions[1][0, 2]');
    await tab.view.page.mouse.click(box.x + box.width - 30, box.y + 20 + 42 * 5 + 10);
    await settled(tab.view);
    expect(tab.look).toMatchObject({ layer: 5, head: null });
    expect(await tab.text()).toContain('Layer 5, mean of 12 heads');
  });

  it('flows by entropy', async () => {
    await tab.root.getByLabel('Order of heads').selectOption('entropy');
    await settled(tab.view);
    await screenshot(tab.view.page, tab.view.theme, 'attention-by-entropy');
    await tab.grid.focus();
    await tab.press('Control+Home');
    const first = (await tab.grid.getByRole('option').textContent()) ?? '';
    await tab.press('Control+End');
    const last = (await tab.grid.getByRole('option').textContent()) ?? '';
    const entropy = (words: string) => Number(/entropy (\d+\.\d+)/.exec(words)?.[1]);
    expect(entropy(first)).toBeLessThan(entropy(last));
  });
});

describe('chosen head', () => {
  it('is read by keyboard cell by cell, and links the strip and the editor', async () => {
    await tab.click(tab.chip(/^excited/));
    await tab.heatmap.focus();
    await tab.press('ArrowRight');
    expect(await tab.spoken()).toMatch(/excited to I, 0\.\d{4}, rank \d+ of 10/);
    await expect.poll(() => callsOf(tab.view, 'hover').at(-1)).toEqual({ row: 0, sequence: 0, start: 0, end: 1 });
    await tab.press('PageDown');
    expect(tab.look).toMatchObject({ layer: 3, head: 8 });
    await tab.press('Control+PageUp');
    expect(tab.look).toMatchObject({ layer: 2, head: 8 });
    await tab.press('Enter');
    await screenshot(tab.view.page, tab.view.theme, 'attention-cell');
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
    await tab.press('Escape', 'Escape');
    expect(
      await tab.view.page.getByRole('listbox', { name: 'Tokens' }).getByRole('option', { selected: true }).count(),
    ).toBe(0);
  });

  it('sums several tokens, shows bars under the chips and says what they are', async () => {
    await tab.chip(/^excited/).click();
    await tab.chip(/^learn/).click({ modifiers: ['Control'] });
    await settled(tab.view);
    expect(callsOf(tab.view, 'attentionProfile').at(-1)).toMatchObject({ chosen: [3, 5], direction: 'from' });
    expect(await tab.text()).toContain('excited + learn');
    expect(await tab.view.page.locator('lens-facts').evaluate(textInside)).toContain(
      'bars: how much excited + learn attends to each token, layer 3 head 7',
    );
  });

  it('goes to a head and a pair by the table of strongest links', async () => {
    const table = tab.root.getByRole('grid', { name: 'Strongest links' });
    await table.focus();
    await tab.press('ArrowDown', 'Enter');
    expect(tab.look).toMatchObject({ of: 'weights', layer: 4, head: 4 });
    expect(await tab.chip(/^learn/).getAttribute('aria-selected')).toBe('true');
  });

  it('shows how a weight comes about, and closes it with Esc', async () => {
    await tab.root.getByRole('button', { name: /^Neurons/ }).click();
    await settled(tab.view);
    expect(await tab.text()).toContain('Choose a cell of the heatmap');
    await tab.heatmap.focus();
    await tab.press('ArrowRight', 'ArrowDown', 'Enter');
    expect(callsOf(tab.view, 'neuron').at(-1)).toMatchObject({ layer: 3, head: 7, query: 1, key: 1 });
    const bars = tab.root.getByRole('listbox', { name: 'Query, key and product by dimension' });
    await bars.focus();
    await tab.press('ArrowRight', 'ArrowRight');
    expect(await bars.textContent()).toMatch(/dimension 2: −?\d\.\d{4} × −?\d\.\d{4} = −?\d\.\d{4}/);
    await screenshot(tab.view.page, tab.view.theme, 'attention-neurons');
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
    await tab.press('Escape');
    expect(await bars.count()).toBe(0);
  });
});
