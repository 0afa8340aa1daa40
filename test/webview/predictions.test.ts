import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/vscode/browser.mts';
import { openLens, type OpenedLens } from './harness/lens';
import { textInside } from './harness/text';
import { callsOf } from './harness/view';
import {
  batchState,
  failedState,
  multiLabelState,
  readyState,
  regressionState,
  thousandLabelsBatchState,
  thousandLabelsState,
} from './states/lens-states';

let browser: Browser;
let view: OpenedLens;

beforeAll(async () => {
  browser = await launchBrowser();
  view = await openLens(browser);
});

afterAll(async () => browser.close());

/** What stands in the cells of a row of the batch's table. */
async function batchRow(index: number): Promise<string[]> {
  const cells = await view.page.locator('prediction-batch').getByRole('row').nth(index).getByRole('gridcell').all();
  return Promise.all(cells.map((cell) => cell.evaluate(textInside)));
}

/** The options of the list of labels as text. */
async function labels(): Promise<string[]> {
  const options = await view.page.locator('prediction-label-list').getByRole('option').all();
  return Promise.all(options.map((option) => option.evaluate(textInside)));
}

async function predictions(): Promise<string> {
  return view.page.locator('lens-predictions').evaluate(textInside);
}

describe('one text', () => {
  it('shows labels by falling probability with their logits, and what argmax says', async () => {
    await view.show(readyState);
    expect(await labels()).toEqual(['positive 0.9988 4.2129', 'neutral 0.0008 −2.8964', 'negative 0.0004 −3.6418']);
    expect(await predictions()).toContain('argmax 2 = id2label "positive"');
    expect(await predictions()).toContain('softmax over 3 labels');
  });

  it('shows where the numbers come from', async () => {
    await view.show(readyState);
    const facts = await view.page.locator('lens-run-facts').evaluate(textInside);
    expect(facts).toContain('82.1 M, float32, in place from model.safetensors');
    expect(facts).toContain('CPU, 2 threads');
    expect(facts).toContain('tokens 0.3 ms, model 11.5 ms');
    expect(facts).toContain('in 312 ms');
  });

  it('gives the loss of a chosen label by click and by keyboard, and lets go', async () => {
    await view.show(batchState);
    await view.page.locator('prediction-batch').getByText('It was too long for me.').click();
    await view.page.locator('prediction-label-list').getByRole('option', { name: 'negative' }).click();
    await expect.poll(predictions).toContain('−ln 0.7304 = 0.3142');
    await view.page.locator('prediction-label-list').getByRole('listbox').focus();
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('Enter');
    await expect.poll(predictions).toContain('if “neutral” is the true label −ln 0.2589 = 1.3513');
    await view.page.keyboard.press('Escape');
    await expect.poll(predictions).not.toContain('−ln');
  });

  it('asks the host for what its buttons say', async () => {
    await view.show(readyState);
    for (const name of ['Classify Each Line', 'Text Pair', 'Copy as JSON', 'Copy as Python', 'other devices']) {
      await view.page.locator('lens-predictions').getByRole('button', { name }).click();
    }
    const actions = ['classifyEachLine', 'addPair', 'copyAsJson', 'copyAsPython', 'chooseDevice'];
    await expect.poll(() => callsOf(view, 'perform').slice(-5)).toEqual(actions.map((action) => ({ action })));
  });

  it('names the pair and offers to remove it', async () => {
    const source = readyState.source && { ...readyState.source, pair: 'It was the best course.' };
    await view.show({ ...readyState, source });
    expect(await predictions()).toContain('It was the best course.');
    await view.page.getByRole('button', { name: 'Remove the Pair' }).click();
    await expect.poll(() => callsOf(view, 'perform').at(-1)).toEqual({ action: 'removePair' });
  });

  it('says which tensors are missing instead of a prediction', async () => {
    await view.show(failedState);
    expect(await predictions()).toContain('This checkpoint has no trained head');
    expect(await predictions()).toContain('classifier.dense.weight and classifier.out_proj.weight are not in');
    expect(await view.page.locator('prediction-labels').count()).toBe(0);
    await view.page.locator('prediction-failure').getByRole('button', { name: 'Choose Model' }).click();
    await expect.poll(() => callsOf(view, 'perform').at(-1)).toEqual({ action: 'chooseModel' });
  });
});

describe('a batch', () => {
  it('has a row for each text with a bar a label, margin and tokens', async () => {
    await view.show(batchState);
    expect(await batchRow(1)).toEqual([
      '1',
      'I am excited to learn about transformers',
      '0.0004',
      '0.0008',
      '0.9988',
      '0.9980',
      '10',
    ]);
    expect(await batchRow(3)).toEqual(['3', 'It was too long for me.', '0.7304', '0.2589', '0.0107', '0.4715', '9']);
  });

  it('shows the chosen row in full, chosen by click and by keyboard', async () => {
    await view.show(batchState);
    await view.page.locator('prediction-batch').getByText('It was too long for me.').click();
    await expect.poll(labels).toEqual(['negative 0.7304 1.6858', 'neutral 0.2589 0.6487', 'positive 0.0107 −2.5375']);
    expect(await predictions()).toContain('argmax 0 = id2label "negative"');
    await view.page.locator('prediction-batch').getByRole('grid').focus();
    await view.page.keyboard.press('Home');
    await view.page.keyboard.press('Space');
    await expect.poll(async () => (await labels())[0]).toBe('positive 0.9988 4.2129');
  });

  it('shows the first label alone when there are many', async () => {
    await view.show(thousandLabelsBatchState);
    await view.page.locator('prediction-batch').getByRole('row').nth(1).click();
    const [number, , label, probability, margin, tokens] = await batchRow(1);
    expect([number, tokens]).toEqual(['1', '10']);
    expect(label).toMatch(/^intent_\d{3}$/);
    expect(Number(probability)).toBeGreaterThan(Number(margin));
    expect((await labels())[0]).toContain(`${label ?? ''} ${probability ?? ''}`);
  });
});

describe('other heads', () => {
  it('says every label over the threshold of a multi-label head', async () => {
    await view.show(multiLabelState);
    expect((await labels()).slice(0, 3)).toEqual([
      'joy 0.8994 2.1904 over the threshold',
      'fear 0.5806 0.3251 over the threshold',
      'surprise 0.4772 −0.0912',
    ]);
    expect(await predictions()).toContain('sigmoid > 0.5: 0 = id2label "joy", 3 = id2label "fear"');
    await view.page.locator('prediction-label-list').getByRole('option', { name: 'fear' }).click();
    await expect.poll(predictions).toContain('−ln 0.5806 = 0.5438');
    expect(await predictions()).toContain('−ln (1 − 0.5806) = 0.8689');
  });

  it('shows the value of a regression head', async () => {
    await view.show(regressionState);
    expect(await predictions()).toContain('regression, the value itself');
    expect(await view.page.locator('prediction-values').evaluate(textInside)).toContain('3.7219');
    expect(await view.page.locator('prediction-label-list').getByRole('option').count()).toBe(0);
  });

  it('folds a thousand labels, unfolds them windowed, and finds one', async () => {
    await view.show(thousandLabelsState);
    expect(await labels()).toHaveLength(5);
    await view.page.getByRole('button', { name: /^995 more labels, together 0\.\d{4}$/ }).click();
    const table = view.page.locator('prediction-label-table');
    await table.getByRole('row').nth(5).waitFor();
    expect(await table.getByRole('row').count()).toBeLessThan(60);
    await table.getByRole('searchbox', { name: 'Filter Labels' }).fill('intent_777');
    await table.getByText('1 of 1,000 labels').waitFor();
    await table.getByRole('row').nth(1).click();
    await expect.poll(predictions).toContain('if “intent_777” is the true label −ln');
    await view.page.getByRole('button', { name: 'Show Fewer' }).click();
    await expect.poll(labels).toHaveLength(5);
  });
});

it('left nothing on the console', () => {
  expect(view.problems).toEqual([]);
});
