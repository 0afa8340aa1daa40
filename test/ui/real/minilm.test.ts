import type {} from '../../engine/real/support/download';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { LensPage } from '../lens/pages/lens-page';
import { useWorkbench } from '../workbench/use-workbench';

interface Golden {
  readonly tokens: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

const golden = JSON.parse(readFileSync(join(root, 'test/fixtures/real-model/golden.json'), 'utf8')) as Golden;
const oneLine = golden.tokens.filter(({ text }) => text.trim() !== '' && !/[\r\n]/.test(text));
const model = inject('realModel');

// Python is where the model comes from; without it these are reported as skipped, never as passed.
describe.skipIf(model === null)('a real MiniLM in the Lens', () => {
  const workbench = useWorkbench();

  test('is opened from its folder', async () => {
    await workbench().openModelFolder(model ?? '');
    await workbench().runCommand('Model Lens: Try a Sentence');
    await workbench()
      .statusBarItem(/model · CPU/)
      .waitFor();
  });

  test.each(oneLine)('its tokens are Python’s: $text', async ({ text, ids }) => {
    const lens = await LensPage.find(workbench());
    await lens.frame.getByRole('textbox', { name: 'Text to read' }).fill(text);
    await lens.press('Read');
    const idsInStrip = async () => (await lens.chips.locator('.id').allInnerTexts()).map(Number);
    await expect.poll(idsInStrip, { timeout: 30_000 }).toEqual(ids);
  });

  test('a bare encoder gives no labels, and says which tensors that would take', async () => {
    const lens = await LensPage.find(workbench());
    await lens.notices.getByText('This checkpoint has no trained head').waitFor();
    await lens.notices.getByText('classifier.weight, classifier.bias are not in model.safetensors.').waitFor();
    await workbench().screenshot('real-minilm');
    expect(await lens.frame.locator('prediction-label-list').count()).toBe(0);
    expect(workbench().problems).toEqual([]);
    expect(await workbench().notifications.count()).toBe(0);
  });
});
