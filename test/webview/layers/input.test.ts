import { describe, expect, it } from 'vitest';
import { settled } from '../attention/open-attention';
import { callsOf } from '../harness/view';
import { cellPoint, clickCell } from './heatmap-page';
import { useLayers } from './use-layers';

const tab = useLayers();
const statesAsked = (): number[] =>
  (callsOf(tab.view, 'hiddenCosines') as { state: number }[]).map(({ state }) => state);

describe('choosing', () => {
  it('a cell of the norms chooses its layer and its token, here and in the strip', async () => {
    await tab.open();
    await clickCell(tab.norms(), 2, 5);
    await settled(tab.view);
    expect(await tab.layer().textContent()).toContain('Layer 1');
    expect(await tab.chosen().getAttribute('aria-label')).toMatch(/^learn/);
    expect(statesAsked()).toEqual([4, 2]);
    expect(callsOf(tab.view, 'look').at(-1)).toMatchObject({ tab: 'layers', state: 2 });
    expect(await tab.view.page.locator('lens-facts .line').textContent()).toContain('hidden state after layer 1');
  });

  it('Ctrl adds a token, the same one again lets go', async () => {
    await tab.open();
    await clickCell(tab.norms(), 4, 3);
    await clickCell(tab.norms(), 4, 5, ['Control']);
    await settled(tab.view);
    expect(await tab.chosen().count()).toBe(2);
    await tab.norms().locator('.picture').focus();
    await tab.press('Escape');
    expect(await tab.chosen().count()).toBe(0);
  });

  it('the layer bar, a cell between layers and a step of the path rule all pictures', async () => {
    await tab.open();
    await tab.view.page.getByRole('radio', { name: 'Layer 5' }).click();
    await settled(tab.view);
    expect(await tab.facts().textContent()).toContain('hidden_states[6], 10 × 768, float32');
    await clickCell(tab.between(), 1, 3);
    await settled(tab.view);
    expect(await tab.layer().textContent()).toContain('Layer 0');
    await tab.view.page.getByRole('application', { name: /^Path of <s>/ }).focus();
    await tab.press('End', 'Enter');
    expect(await tab.layer().textContent()).toContain('Layer 5');
    expect(await tab.view.page.locator('layers-token-cosines h2').textContent()).toContain('cosine after layer 5');
  });

  it('the nearest tokens are exact, and a row chooses its token', async () => {
    await tab.open();
    await tab.view.page
      .locator('lens-strip')
      .getByRole('option', { name: /^excited/ })
      .click();
    await settled(tab.view);
    const nearest = tab.view.page.locator('layers-nearest').getByRole('grid');
    const first = (await nearest.getByRole('row').nth(1).textContent())?.trim().split(/\s+/)[0] ?? '';
    await nearest.getByRole('row').nth(1).click();
    await settled(tab.view);
    expect((await tab.chosen().getAttribute('aria-label'))?.startsWith(`${first} `)).toBe(true);
  });
});

describe('the keyboard', () => {
  it('takes the card of its cell along when it leaves', async () => {
    await tab.open();
    await tab.norms().locator('.picture').focus();
    await tab.press('ArrowRight');
    const card = tab.norms().locator('.card').filter({ visible: true });
    await card.waitFor();
    await tab.press('Tab');
    await expect.poll(() => card.count()).toBe(0);
  });

  it('moves the cell, says what is in it, and changes the layer', async () => {
    await tab.open();
    await tab.norms().locator('.picture').focus();
    await tab.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    const said = tab.norms().getByRole('status');
    expect(await said.textContent()).toMatch(/^excited, layer 3, [\d.]+, [\d.]+ × the layer before$/);
    await tab.press('PageDown');
    expect(await tab.layer().textContent()).toContain('Layer 4');
    await tab.press('ArrowUp', 'Enter');
    expect(await tab.chosen().getAttribute('aria-label')).toMatch(/^excited/);
  });

  it('is not needed to read the norms: a table has them', async () => {
    await tab.open();
    const table = tab.view.page.getByRole('table', { name: 'Norm of each token after layer 3' });
    expect(await table.getByRole('row').nth(4).textContent()).toMatch(/^\s*excited\s+\d+\.\d{3}18\.007\s*$/);
  });

  it('goes through the projection token by token', async () => {
    await tab.open();
    await tab.view.page.getByRole('application', { name: /^Projection/ }).focus();
    await tab.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    expect(await tab.chosen().getAttribute('aria-label')).toMatch(/^excited/);
    expect(await tab.view.page.locator('layers-projection').getByRole('status').textContent()).toBe(
      'excited, after layer 3',
    );
  });
});

describe('pointing', () => {
  it('at a cell links strip and editor, shows a card, and asks the engine for nothing', async () => {
    await tab.open();
    const before = tab.view.calls.length;
    const { x, y } = await cellPoint(tab.norms(), 4, 7);
    await tab.norms().locator('.picture').hover({ position: { x, y } });
    const card = tab.norms().locator('.card');
    await card.waitFor();
    expect(await card.textContent()).toMatch(
      /transform, layer 3\s+[\d.]+ [\d.]+ × the layer before\s+hidden_states\[4\]\[0, 7\]/,
    );
    expect(await tab.view.page.locator('lens-strip .chip.linked').textContent()).toContain('transform');
    await expect.poll(() => tab.view.calls.slice(before).map(({ method }) => method)).toEqual(['hover']);
  });

  it('at a chip marks its column', async () => {
    await tab.open();
    await tab.view.page
      .locator('lens-strip')
      .getByRole('option', { name: /^about/ })
      .hover();
    await tab.view.drawn();
    expect(await tab.norms().evaluate((element) => (element as unknown as { linked: unknown }).linked)).toEqual({
      row: null,
      column: 6,
    });
  });

  it('keeps the card inside of the picture at every corner', async () => {
    await tab.open();
    for (const [row, column] of [
      [0, 0],
      [0, 9],
      [6, 0],
      [6, 9],
    ] as const) {
      const position = await cellPoint(tab.norms(), row, column);
      await tab.norms().locator('.picture').hover({ position });
      await tab.norms().locator('.card').waitFor();
      const [card, picture] = [
        await tab.norms().locator('.card').boundingBox(),
        await tab.norms().locator('.picture').boundingBox(),
      ];
      expect(card!.x).toBeGreaterThanOrEqual(picture!.x - 1);
      expect(card!.x + card!.width).toBeLessThanOrEqual(picture!.x + picture!.width + 1);
      expect(card!.y).toBeGreaterThanOrEqual(picture!.y - 1);
      expect(card!.y + card!.height).toBeLessThanOrEqual(picture!.y + picture!.height + 1);
      await tab.view.page.mouse.move(0, 0);
    }
  });
});
