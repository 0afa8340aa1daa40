import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { LensPage } from '../lens/pages/lens-page';
import { useWorkbench } from '../workbench/use-workbench';
import type { AttentionTimes, PictureTimes } from './attention-times';
import { watchAttention } from './watch-attention';

/** The model's folder, how many tokens a text has, and the file that the figures go to: given by `npm run bench`. */
const model = process.env['MODEL_LENS_BENCH_MODEL'] ?? '';
const tokens = Number(process.env['MODEL_LENS_BENCH_TOKENS'] ?? 512);
/** What must have arrived and be painted: the grid of heads and one head, or one head alone. */
const pictures = (process.env['MODEL_LENS_BENCH_PICTURES'] ?? 'thumbnails,pixels').split(',');
const out = process.env['MODEL_LENS_BENCH_OUT'] ?? '';
const texts = 6;
const moves = 150;

const workspace = mkdtempSync(join(tmpdir(), 'model-lens-measure-'));
afterAll(() => rmSync(workspace, { recursive: true, force: true }));
const line = (index: number) => Array.from({ length: tokens - 2 }, (_, word) => `w${index * 3000 + word}`).join(' ');
writeFileSync(join(workspace, 'long.txt'), Array.from({ length: texts }, (_, index) => `${line(index)}\n`).join(''));

const workbench = useWorkbench({
  workspace,
  file: 'long.txt',
  settings: { 'editor.wordWrap': 'off' },
  size: { width: 1600, height: 1000 },
});

async function measured<Value>(read: () => Promise<Value | null>): Promise<Value> {
  for (let waited = 0; waited < 120_000; waited += 200) {
    const value = await read();
    if (value !== null) return value;
    await workbench().page.waitForTimeout(200);
  }
  throw new Error('The pictures did not come.');
}

it('measures pictures of attention, pointer and zoom', { timeout: 900_000 }, async () => {
  const { editor, page } = workbench();
  await workbench().openModelFolder(model);
  await editor.selectLine(1);
  await workbench().runCommand('Model Lens: Look at Attention');
  const lens = await LensPage.find(workbench());
  const heatmap = lens.frame.locator('lens-heatmap').first();
  await heatmap.waitFor({ timeout: 120_000 });
  await page.waitForTimeout(3000);
  await lens.frame.evaluate(watchAttention);
  const results: PictureTimes[] = [];
  for (let index = 1; index < texts; index++) {
    await lens.frame.evaluate(() => window.modelLensWatch.next());
    await editor.selectLine(index + 1);
    results.push(await measured(() => lens.frame.evaluate((kinds) => window.modelLensWatch.pictures(kinds), pictures)));
    await page.waitForTimeout(3000);
  }
  await heatmap.scrollIntoViewIfNeeded();
  const box = await heatmap.boundingBox();
  if (box === null) throw new Error('The heatmap is not on screen.');
  const [x, y] = [box.x + box.width * 0.4, box.y + box.height * 0.3];
  const handling = () => lens.frame.evaluate(() => window.modelLensWatch.handling());
  await handling();
  for (let index = 0; index < moves; index++) {
    await page.mouse.move(x + (index % 50) * 3, y + Math.floor(index / 5) * 3);
    await page.waitForTimeout(20);
  }
  const pointer = await handling();
  await page.keyboard.down('Control');
  for (let index = 0; index < moves / 3; index++) {
    await page.mouse.wheel(0, index % 20 < 10 ? -120 : 120);
    await page.waitForTimeout(60);
  }
  await page.keyboard.up('Control');
  const times: AttentionTimes = { results, pointer, wheel: await handling() };
  writeFileSync(out, JSON.stringify(times));
});
