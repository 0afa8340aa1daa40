import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LensState } from '../../../src/common/contracts/lens';
import { settled } from '../attention/open-attention';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { callsOf } from '../harness/view';
import { hiddenStack } from '../states/layers/hidden-answers';
import { readyState } from '../states/lens-states';
import { longText, rowOf } from '../states/tokens';
import { cellPoint } from './heatmap-page';
import { useLayers } from './use-layers';

const tab = useLayers();

/** A text of so many words between special tokens. */
function longState(words: number): LensState {
  const run = readyState.run && { ...readyState.run, rows: [rowOf(0, longText(words).tokens)] };
  return { ...readyState, run };
}

/** Milliseconds from a pointer's move to the end of what it sets off, over many moves. */
async function moveTimes(heatmap: Locator, moves: number): Promise<number[]> {
  const from = await cellPoint(heatmap, 1, 5);
  return heatmap.locator('.picture').evaluate(
    async (picture, [x, y, count]) => {
      const box = picture.getBoundingClientRect();
      const times: number[] = [];
      for (let move = 0; move < count; move += 1) {
        const place = {
          clientX: box.x + x + move * 3.1,
          clientY: box.y + y + (move % 40),
          bubbles: true,
          composed: true,
        };
        const start = performance.now();
        picture.dispatchEvent(new PointerEvent('pointermove', place));
        // Elements draw in microtasks, which end before the next task.
        await Promise.resolve();
        await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
        times.push(performance.now() - start);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return times;
    },
    [from.x, from.y, moves] as const,
  );
}

describe.each([
  [512, 13],
  [2048, 13],
])('a text of %i tokens and %i states', (tokens, states) => {
  const options = {
    state: longState(tokens - 2),
    model: { stacks: [hiddenStack({ states })], input: longText(tokens - 2).tokens },
  };

  it('is drawn and accessible', { timeout: 40_000 }, async () => {
    await tab.open(options);
    await tab.view.page.locator('lens-strip').getByRole('option').nth(4).click();
    await settled(tab.view);
    await screenshot(tab.view.page, 'dark', `layers-${tokens}-tokens`);
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
    const [cosines] = callsOf(tab.view, 'hiddenCosines');
    expect(cosines).toMatchObject({ size: 512 });
    const note = await tab.view.page.locator('layers-token-cosines h2').textContent();
    expect(note?.includes('means of neighbouring tokens')).toBe(tokens > 512);
  });

  it('follows the pointer', { timeout: 40_000 }, async () => {
    await tab.open(options);
    const times = (await moveTimes(tab.norms(), 60)).sort((a, b) => a - b);
    console.info(`${tokens} tokens: median ${times[30]?.toFixed(2)} ms, 95 % ${times[57]?.toFixed(2)} ms`);
    expect(times[57]).toBeLessThan(50);
  });
});

it('zooms with Ctrl and the wheel, moves by dragging, and shows all again', async () => {
  await tab.open({ state: longState(510), model: { stacks: [hiddenStack()], input: longText(510).tokens } });
  const { page } = tab.view;
  const heatmap = page.locator('layers-token-cosines lens-heatmap');
  const viewOf = () =>
    heatmap.evaluate((element) => ({ ...(element as unknown as { view: Record<string, number> }).view }));
  const point = await cellPoint(heatmap, 100, 100);
  const box = await heatmap.locator('.picture').boundingBox();
  await page.mouse.move(box!.x + point.x, box!.y + point.y);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await tab.view.drawn();
  const near = await viewOf();
  expect(near['rows']).toBeLessThan(40);
  expect(near['row']).toBeLessThan(100);
  await page.mouse.down();
  await page.mouse.move(box!.x + point.x - 60, box!.y + point.y - 40, { steps: 4 });
  await page.mouse.up();
  await tab.view.drawn();
  const beside = await viewOf();
  expect(beside['column']).toBeGreaterThan(near['column']!);
  expect(await tab.chosen().count()).toBe(0);
  await heatmap.getByRole('button', { name: 'Show All' }).click();
  await tab.view.drawn();
  expect((await viewOf())['rows']).toBe(512);
});
