import { expect, it } from 'vitest';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import * as scenes from '../states/run/scenes';
import { useRun } from './use-run';

const used = useRun();

const matrix = () => used.view.page.getByRole('table', { name: /^Confusion matrix/ });

it('shows the counts of the confusion matrix and the measures of each label', async () => {
  await used.view.show(scenes.goingScene);
  const row = (label: string) =>
    matrix()
      .getByRole('row')
      .filter({ has: used.view.page.getByRole('rowheader', { name: label }) });
  const cells = (label: string) => row(label).getByRole('cell').allInnerTexts();
  expect(await cells('negative')).toEqual(['54', '4', '3', '0.931', '0.885', '0.908']);
  expect(await cells('positive')).toEqual(['2', '9', '103', '0.920', '0.904', '0.912']);
  const title = await matrix().getByRole('cell', { name: '270' }).getAttribute('title');
  expect(title).toBe('270 of 278 neutral read as neutral: 97.1 %');
});

it('colours by the share of the row, with text that can be read', async () => {
  await used.view.show(scenes.goingScene);
  const background = (count: string) =>
    matrix()
      .getByRole('cell', { name: count, exact: true })
      .evaluate((cell) => getComputedStyle(cell).backgroundColor);
  expect(await background('103')).not.toBe(await background('9'));
});

it('opens a mistake by click and by key', async () => {
  const { view } = used;
  await view.show(scenes.goingScene);
  await view.page.getByRole('heading', { name: /Most Confident Mistakes the surest 6 of 26/ }).waitFor();
  await view.page.getByRole('button', { name: /^Sales rose in Finland.*neutral read as positive 0\.908/ }).click();
  await view.page.getByRole('button', { name: 'Show All 6' }).click();
  await view.page.getByRole('button', { name: /^=HYPERLINK/ }).focus();
  await view.page.keyboard.press('Enter');
  await expect.poll(() => callsOf(view, 'openMistake')).toEqual([{ index: 1 }, { index: 5 }]);
});

it('draws many labels as a heatmap that the keyboard reads', async () => {
  const { view } = used;
  await view.show(scenes.manyLabelsScene);
  const heatmap = view.page.locator('lens-heatmap');
  await heatmap.waitFor();
  await heatmap.getByRole('application').focus();
  await view.page.keyboard.press('ArrowRight');
  await expect
    .poll(() => heatmap.evaluate(textInside))
    .toContain('intent_00_of_customers read as intent_01_of_customers, 10');
  expect(await view.page.getByRole('grid', { name: 'Measures of each label' }).getAttribute('aria-rowcount')).toBe(
    '41',
  );
});

it('says why there is no confusion matrix, and what the numbers mean', async () => {
  const { view } = used;
  await view.show(scenes.multiLabelScene);
  await view.page.getByText('A row may have several labels').waitFor();
  await view.page.getByRole('grid', { name: 'Measures of each label' }).waitFor();
  await view.show(scenes.regressionScene);
  await view.page.getByText('Pearson correlation').first().waitFor();
  await view.page.getByText('A regression is measured by how far its numbers lie from the true ones.').waitFor();
  await view.show(scenes.languageScene);
  await view.page.getByText('Perplexity says among how many tokens the model hesitates').waitFor();
  expect(await view.page.getByRole('heading', { name: /Mistakes/ }).count()).toBe(0);
});

it('says how to have an evaluation when no rows are kept for one', async () => {
  const { data } = scenes.goingScene.page;
  await used.view.show(scenes.sceneWith({ evaluation: null, data: data && { ...data, validationRows: 0 } }));
  await used.view.page.getByText('Duplicate the run and set validation_size or validation_file').waitFor();
});
