import { expect, it } from 'vitest';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { regressionComparison } from '../states/run/comparisons';
import * as scenes from '../states/run/scenes';
import { useRun } from './use-run';

const used = useRun();

it('shows the labels of the tuned model, and why the base has none', async () => {
  await used.view.show(scenes.goingScene);
  const text = await used.view.page.locator('run-comparison').evaluate(textInside);
  expect(text).toContain('Its head was never trained: its labels would be noise and are not shown.');
  expect(text).toMatch(/positive ?0\.9671 ?neutral ?0\.0284 ?negative ?0\.0045/);
});

it('paints attention before, after and what changed, and asks for another layer', async () => {
  const { view } = used;
  await view.show(scenes.goingScene);
  for (const name of [
    /^Attention of the base model, layer 5/,
    /^Attention of phrasebank-3/,
    /^Change of attention, at most 0\.1873/,
  ]) {
    const colours = await view.page.getByRole('img', { name }).evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return new Set(Array.from({ length: width * height }, (_, at) => data.slice(4 * at, 4 * at + 3).join(' '))).size;
    });
    expect(colours).toBeGreaterThan(5);
  }
  await view.page.getByRole('combobox', { name: 'Layer' }).selectOption('2');
  await expect.poll(() => callsOf(view, 'compare')).toEqual([{ layer: 2 }]);
});

it('says how far each block moved, and opens its tensors', async () => {
  const { view } = used;
  await view.show(scenes.goingScene);
  const block = view.page.getByRole('button', { name: /layer 5 3\.3 %/ });
  await block.focus();
  await view.page.keyboard.press('Enter');
  await view.page.getByText('layer.5.attention.self.query.weight').waitFor();
  expect(await block.getAttribute('aria-expanded')).toBe('true');
});

it('compares when asked, says what is under way and why it failed', async () => {
  const { view } = used;
  await view.show(scenes.killedScene);
  await view.page.getByRole('button', { name: 'Compare with Base' }).click();
  view.peer.notify('comparison', { phase: 'running', message: 'Loading distilroberta-base', result: null });
  await view.page.getByText('Loading distilroberta-base').waitFor();
  view.peer.notify('comparison', {
    phase: 'failed',
    message: 'No text is selected. Select some in an editor.',
    result: null,
  });
  await view.page.getByText('No text is selected.').waitFor();
  await view.page.getByRole('button', { name: 'Compare Again' }).click();
  await expect.poll(() => callsOf(view, 'compare')).toEqual([{ layer: null }, { layer: null }]);
});

it('greys a comparison of an earlier selection and names its text', async () => {
  await used.view.show(scenes.staleScene);
  await used.view.page
    .getByText('The selection has changed since: this is for “I am so excited to transform text”.')
    .waitFor();
});

it('shows the numbers of a regression', async () => {
  await used.view.show(
    scenes.sceneWith({}, { comparison: { phase: 'ready', message: '', result: regressionComparison } }),
  );
  await used.view.page.getByText('4.2218').waitFor();
  await used.view.page.getByText('3.1021').waitFor();
});
