import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/vscode/browser.mts';
import { textInside } from './harness/text';
import { openLines, type OpenedLines } from './harness/lines';
import { callsOf } from './harness/view';
import { feedbackLines, linesState, manyLines, regressionLines, troubledLines } from './states/lines';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

/** How long the text of a row may take, in ms: one that a filter takes away meanwhile is not waited for. */
const rowPatience = 500;

/** The texts of a column of the drawn rows, in order from the top. Throws when rows go while they are read. */
async function column(view: OpenedLines, cell: number): Promise<string[]> {
  const rows = await view.page.getByRole('row').all();
  const texts = rows
    .slice(1)
    .map((row) => row.getByRole('gridcell').nth(cell).evaluate(textInside, undefined, { timeout: rowPatience }));
  return (await Promise.all(texts)).map((text) => text.trim());
}

describe('Classify Each Line', () => {
  it('shows the spread of the labels and the lines in order of the document', async () => {
    const view = await openLines(browser);
    await view.show(linesState, feedbackLines);
    const heading = view.page.getByRole('heading', { name: 'Every line of feedback.md' });
    expect(await heading.innerText()).toContain('8 lines: 5 positive, 2 negative, 1 neutral');
    expect(await column(view, 0)).toEqual(['3', '4', '5', '6', '7', '11', '12', '13']);
    expect(view.problems).toEqual([]);
    await view.close();
  });

  it('sorts by probability, highest first, and turns the order round', async () => {
    const view = await openLines(browser);
    await view.show(linesState, feedbackLines);
    const header = view.page.getByRole('button', { name: 'Probability' });
    await header.click();
    await expect.poll(() => column(view, 0)).toEqual(['3', '12', '4', '11', '6', '13', '7', '5']);
    expect(await view.page.getByRole('columnheader', { name: 'Probability' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await header.click();
    await expect
      .poll(() => column(view, 3))
      .toEqual(['0.7304', '0.8125', '0.9268', '0.9412', '0.9671', '0.9937', '0.9954', '0.9988']);
    await view.close();
  });

  it('filters by label and by text', async () => {
    const view = await openLines(browser);
    await view.show(linesState, feedbackLines);
    await view.page.getByRole('combobox', { name: 'Filter by Label' }).selectOption({ label: 'negative (2)' });
    await expect.poll(() => column(view, 0)).toEqual(['5', '11']);
    await view.page.getByRole('searchbox', { name: 'Filter Text' }).fill('AUDIO');
    await expect.poll(() => column(view, 0)).toEqual(['11']);
    await view.page.getByText('1 of 8 lines').waitFor();
    await view.page.getByRole('searchbox').fill('no such words');
    await view.page.getByText('No line matches the filter.').waitFor();
    await view.close();
  });

  it('reveals a line in the editor by click and by keyboard', async () => {
    const view = await openLines(browser);
    await view.show(linesState, feedbackLines);
    await view.page.getByText('NPTEL is great!').click();
    await view.page.keyboard.press('ArrowDown');
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('End');
    await view.page.keyboard.press('Enter');
    await expect.poll(() => callsOf(view, 'reveal')).toEqual([{ line: 3 }, { line: 12 }]);
    await view.close();
  });

  it('saves, cancels and runs again', async () => {
    const view = await openLines(browser);
    await view.show({ ...linesState, phase: 'running', total: 20, done: 8 }, feedbackLines);
    await view.page.getByText('Classified 8 of 20 lines').waitFor();
    await view.page.getByRole('button', { name: 'Cancel' }).click();
    await view.page.getByRole('button', { name: 'Save as CSV' }).click();
    await view.page.getByRole('button', { name: 'Save as JSONL' }).click();
    await view.show({ ...linesState, stale: true }, feedbackLines);
    await view.page.getByText('feedback.md was edited after this result').waitFor();
    await view.page.getByRole('button', { name: 'Run Again' }).click();
    await expect
      .poll(() => view.calls.map(({ method }) => method))
      .toEqual(['ready', 'cancel', 'save', 'save', 'runAgain']);
    expect(callsOf(view, 'save')).toEqual([{ format: 'csv' }, { format: 'jsonl' }]);
    await view.close();
  });

  it('says what was cut and what could not be read', async () => {
    const view = await openLines(browser);
    await view.show({ ...linesState, total: 4, done: 4 }, troubledLines);
    expect(await column(view, 4)).toEqual(['10', '8', 'cut 561', '']);
    await view.page.getByText('not read: This line has more than').waitFor();
    await view.close();
  });

  it('shows values of a regression without labels', async () => {
    const view = await openLines(browser);
    await view.show({ ...linesState, labels: ['LABEL_0'], problemType: 'regression', total: 3 }, regressionLines);
    expect(await column(view, 2)).toEqual(['3.7219', '−0.4127', '1.0882']);
    expect(await view.page.getByRole('columnheader', { name: 'Label' }).count()).toBe(0);
    await view.close();
  });

  it('says when there is nothing to read and when it failed', async () => {
    const view = await openLines(browser);
    await view.show({ ...linesState, total: 0, done: 0 }, []);
    await view.page.getByText('feedback.md has no line with text.').waitFor();
    await view.show({ ...linesState, phase: 'failed', error: 'The engine stopped: it ran out of memory.' }, []);
    await view.page.getByText('The engine stopped: it ran out of memory.').waitFor();
    await view.close();
  });

  it('draws only what is in sight of 100,000 lines and reaches the last by one key', async () => {
    const view = await openLines(browser);
    await view.show({ ...linesState, total: 100_000, done: 100_000 }, manyLines(100_000));
    await view.page.getByText('Line 1 of a long document').waitFor();
    expect(await view.page.getByRole('row').count()).toBeLessThan(80);
    expect(await view.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001');
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('End');
    await view.page.getByText('Line 100000 of a long document').waitFor();
    await view.page.keyboard.press('Enter');
    await expect.poll(() => callsOf(view, 'reveal')).toEqual([{ line: 99_999 }]);
    expect(view.problems).toEqual([]);
    await view.close();
  });
});
