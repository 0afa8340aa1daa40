import { expect, it } from 'vitest';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import * as scenes from '../states/run/scenes';
import { madeSteps } from '../states/run/steps';
import { useRun } from './use-run';

const used = useRun();

const losses = () => used.view.page.getByRole('application', { name: 'Loss of phrasebank-3' });
const card = () => used.view.page.locator('run-chart#loss .card');

/** Opens Export and chooses an item. */
async function take(item: string): Promise<void> {
  await used.view.page.getByRole('button', { name: 'Export' }).click();
  await used.view.page.getByRole('menuitem', { name: item }).click();
}

it('shows the values of all runs at the place of the pointer, and a line in every chart', async () => {
  await used.view.show(scenes.goingScene);
  const box = await losses().boundingBox();
  await used.view.page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 80);
  await card().waitFor();
  const text = await card().evaluate(textInside);
  expect(text).toMatch(/^step 1\d\d, epoch 1\.\d\d/);
  expect(text).toMatch(/phrasebank-3 ?measured 0\.\d{4} 0\.\d{4}/);
  expect(text).toMatch(/phrasebank-2 ?measured 0\.\d{4} 0\.\d{4}/);
  expect(await used.view.page.locator('run-chart .mark').count()).toBe(3);
  await used.view.page.mouse.move(1, 1);
  await expect.poll(() => card().count()).toBe(0);
});

it('is walked through by keyboard and says the values', async () => {
  await used.view.show(scenes.goingScene);
  await losses().focus();
  await used.view.page.keyboard.press('Home');
  const spoken = used.view.page.locator('run-chart#loss [role="status"]');
  await expect.poll(() => spoken.innerText()).toMatch(/^step 1, epoch 0\.01, phrasebank-3 1\.\d{4}/);
  await used.view.page.keyboard.press('ArrowRight');
  await expect.poll(() => spoken.innerText()).toMatch(/^step 2, /);
  await used.view.page.keyboard.press('ArrowLeft');
  await expect.poll(() => spoken.innerText()).toMatch(/^step 1, /);
  await used.view.page.keyboard.press('End');
  await expect.poll(() => spoken.innerText()).toMatch(/^step 342, epoch 3\.00, phrasebank-2 0\./);
  await used.view.page.keyboard.press('Escape');
  await expect.poll(() => card().count()).toBe(0);
});

it('smooths the losses by a slider and keeps that', async () => {
  await used.view.show(scenes.goingScene);
  await used.view.page.getByRole('slider', { name: 'Smoothing' }).fill('0.95');
  await used.view.page.getByText('0.95', { exact: true }).waitFor();
  const strong = await used.view.page.locator('run-chart#loss path[stroke-width="2"]').getAttribute('d');
  await used.view.page.getByRole('slider', { name: 'Smoothing' }).fill('0');
  await expect
    .poll(() => used.view.page.locator('run-chart#loss path[stroke-width="2"]').getAttribute('d'))
    .not.toBe(strong);
  // Without smoothing there is nothing faint under the line.
  expect(await used.view.page.locator('run-chart#loss path[stroke-opacity="0.4"]').count()).toBe(0);
});

it('draws over steps instead of epochs', async () => {
  await used.view.show(scenes.goingScene);
  await used.view.page.locator('run-chart#loss').getByText('epoch 3').waitFor();
  await used.view.page.getByRole('radio', { name: 'Steps' }).click();
  await used.view.page.locator('run-chart#loss').getByText('300', { exact: true }).waitFor();
  expect(await used.view.page.locator('run-chart#loss').getByText('epoch 3').count()).toBe(0);
});

it('lays other runs over this one and takes them away', async () => {
  await used.view.show(scenes.goingScene);
  await used.view.page.getByRole('listitem').filter({ hasText: 'phrasebank-2' }).waitFor();
  await used.view.page.getByRole('button', { name: 'Other Runs' }).click();
  await used.view.page.getByRole('menuitem', { name: 'Hide phrasebank-2' }).click();
  await used.view.page.getByRole('button', { name: 'Other Runs' }).click();
  await used.view.page.getByRole('menuitem', { name: 'Lay phrasebank-1 over This Run' }).click();
  await expect
    .poll(() => callsOf(used.view, 'overlay'))
    .toEqual([
      { key: 'phrasebank-2', shown: false },
      { key: 'phrasebank-1', shown: true },
    ]);
});

it('shows the numbers as tables', async () => {
  await used.view.show(scenes.goingScene);
  await used.view.page.getByRole('button', { name: 'Show as Table' }).click();
  const evaluations = used.view.page.getByRole('grid', { name: 'Evaluations of phrasebank-3' });
  expect(await evaluations.getByRole('row').nth(2).evaluate(textInside)).toMatch(
    /^228 ?2\.00 ?0\.1878 ?0\.9426 ?0\.9274$/,
  );
  const steps = used.view.page.getByRole('grid', { name: 'Steps of phrasebank-3' });
  expect(await steps.getAttribute('aria-rowcount')).toBe('252');
});

it('shows the norm of the gradients and another metric when asked', async () => {
  await used.view.show(scenes.goingScene);
  await used.view.page.getByRole('combobox', { name: 'What of the steps is shown' }).selectOption('Gradient norm');
  await used.view.page.getByRole('application', { name: 'Gradient norm' }).waitFor();
  await used.view.page.getByRole('combobox', { name: 'Metric' }).selectOption('F1');
  await used.view.page.getByRole('application', { name: 'F1' }).waitFor();
});

it('saves the charts as SVG and PNG, and the numbers as CSV', async () => {
  await used.view.show(scenes.goingScene);
  for (const item of [
    'Charts as SVG',
    'Charts as PNG',
    'Steps as CSV',
    'Evaluations as CSV',
    'Confusion Matrix as CSV',
  ])
    await take(item);
  await expect.poll(() => callsOf(used.view, 'save').length).toBe(5);
  const saved = callsOf(used.view, 'save') as { name: string; format: string; content: string | Uint8Array }[];
  const of = (name: string, format: string) => saved.find((one) => one.name === name && one.format === format)?.content;
  const svg = of('phrasebank-3, curves', 'svg');
  const texts = await used.view.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return parsed.querySelector('parsererror')
      ? []
      : [...parsed.querySelectorAll('text')].map((node) => node.textContent);
  }, String(svg));
  for (const text of ['phrasebank-3', 'phrasebank-2', 'epoch 3']) expect(texts).toContain(text);
  expect([...(of('phrasebank-3, curves', 'png') as Uint8Array).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const steps = String(of('phrasebank-3, steps', 'csv')).split('\n');
  expect(steps[0]).toBe('run,step,epoch,loss,grad_norm,learning_rate');
  expect(steps.filter((line) => line !== '')).toHaveLength(1 + 251 + 342);
  expect(String(of('phrasebank-3, confusion', 'csv')).split('\n').slice(0, 2)).toEqual([
    'label,negative,neutral,positive',
    'negative,54,4,3',
  ]);
  expect(String(of('phrasebank-3, evaluations', 'csv')).split('\n')[2]).toBe('phrasebank-3,228,2,0.1878,0.9426,0.9274');
});

it('draws a long run with few points and takes new steps', async () => {
  await used.view.show(scenes.longScene(100_000));
  const path = () => used.view.page.locator('run-chart#loss path[stroke-opacity="0.4"]').getAttribute('d');
  const before = (await path()) ?? '';
  expect(before.split('L').length).toBeLessThan(4 * 800);
  expect(before.split('L').length).toBeGreaterThan(400);
  await used.view.page.getByRole('button', { name: 'Show as Table' }).click();
  const rows = used.view.page.getByRole('grid', { name: 'Steps of phrasebank-3' });
  expect(await rows.getAttribute('aria-rowcount')).toBe('100001');
  // A resumed run goes on behind its checkpoint: what came after it is replaced.
  const again = madeSteps({ done: 90_010, total: 100_000, epochs: 10, end: 0.2, seed: 9 });
  const tail = {
    step: again.step.subarray(90_000),
    epoch: again.epoch.subarray(90_000),
    loss: again.loss.subarray(90_000),
    gradNorm: again.gradNorm.subarray(90_000),
    learningRate: again.learningRate.subarray(90_000),
  };
  used.view.peer.notify('steps', { key: 'phrasebank-3', reset: false, columns: tail });
  await expect.poll(() => rows.getAttribute('aria-rowcount')).toBe('90011');
});
