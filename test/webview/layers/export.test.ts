import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cache } from '../../../tools/vscode/paths.mts';
import { settled } from '../attention/open-attention';
import { callsOf } from '../harness/view';
import { clickCell } from './heatmap-page';
import { useLayers } from './use-layers';

const tab = useLayers();

/** Opens Export and chooses an item. */
async function take(item: string): Promise<void> {
  await tab.view.page.getByRole('button', { name: 'Export' }).click();
  await tab.view.page.getByRole('menuitem', { name: item }).click();
  await settled(tab.view);
}

it('saves all pictures as one SVG document that can be drawn', async () => {
  await tab.open();
  await take('Picture as SVG');
  await expect.poll(() => callsOf(tab.view, 'savePicture').length).toBe(1);
  const [saved] = callsOf(tab.view, 'savePicture') as { format: string; name: string; data: string }[];
  expect(saved).toMatchObject({ format: 'svg', name: 'Layers, after layer 3' });
  const facts = await tab.view.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const ids = [...parsed.querySelectorAll('[id]')].map(({ id }) => id);
    return {
      errors: parsed.querySelectorAll('parsererror').length,
      pictures: parsed.querySelectorAll('svg').length - 1,
      images: parsed.querySelectorAll('image').length,
      texts: [...parsed.querySelectorAll('text')].map((node) => node.textContent),
      unique: new Set(ids).size === ids.length,
    };
  }, saved?.data ?? '');
  expect(facts).toMatchObject({ errors: 0, pictures: 5, images: 3, unique: true });
  for (const text of ['Norm', 'Projection', 'transform', '<s>', 'layer 3', 'PC 1']) {
    expect(facts.texts.some((shown) => shown.startsWith(text))).toBe(true);
  }
  expect(saved?.data).not.toContain('var(');
});

it('saves the same as PNG', async () => {
  await tab.open();
  await take('Picture as PNG');
  await expect.poll(() => callsOf(tab.view, 'savePicture').length).toBe(1);
  const [saved] = callsOf(tab.view, 'savePicture') as { format: string; data: Uint8Array }[];
  expect(saved?.format).toBe('png');
  expect([...(saved?.data.subarray(0, 4) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(saved?.data.byteLength).toBeGreaterThan(10_000);
  // For people to look at, beside the screenshots.
  const folder = join(cache, 'screenshots/webview/dark');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'layers-exported.png'), saved?.data ?? '');
});

it('hands on what numbers are wanted, and what is looked at for Python', async () => {
  await tab.open();
  await clickCell(tab.norms(), 2, 3);
  await settled(tab.view);
  await take('States as CSV');
  await take('Everything as safetensors');
  const axis = { mergeWords: false, leaveOutSpecial: false };
  expect(callsOf(tab.view, 'exportNumbers')).toEqual([
    { runId: 1, row: 0, axis, what: { of: 'hidden-states', kind: 'self', state: 2, format: 'csv' } },
    { runId: 1, row: 0, axis, what: { of: 'everything', format: 'safetensors' } },
  ]);
  await take('Copy as Python');
  expect(callsOf(tab.view, 'copyLookAsPython')).toMatchObject([
    { row: 0, chosen: [3], look: { tab: 'layers', kind: 'self', state: 2 } },
  ]);
});

it('paints anew in the colours of another theme', async () => {
  await tab.open();
  const canvas = tab.norms().locator('canvas').first();
  const picture = () => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  const before = await picture();
  await tab.view.page.evaluate(() => {
    document.documentElement.style.setProperty('--vscode-editor-background', '#ffffff');
    document.documentElement.style.setProperty('--vscode-charts-blue', '#0063d3');
  });
  await expect.poll(picture).not.toBe(before);
  // The smallest norm has the background's colour.
  const palest = await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let whites = 0;
    for (let at = 0; at < pixels.length; at += 4) whites += pixels[at] === 255 && pixels[at + 3] === 255 ? 1 : 0;
    return whites;
  });
  expect(palest).toBeGreaterThan(500);
});
