import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { openHub, type OpenedHub } from '../harness/hub';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { doneState, errorNotice, offlineNotice, sstQuery, sstRows, trendingState } from '../states/hub';

let browser: Browser;
let view: OpenedHub;
useView(openHub, (opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

const box = () => view.page.getByRole('searchbox', { name: 'Search models on the Hub' });
const searches = () => callsOf(view, 'search');
const text = () => view.page.locator('hub-app').evaluate(textInside);
const hasFocus = () => box().evaluate((field) => field.matches(':focus'));

describe('the query', () => {
  it('asks once for what is trending when the host has nothing yet', async () => {
    view.peer.notify('state', { ...trendingState, phase: 'idle' });
    await expect.poll(searches).toEqual([trendingState.query]);
    view.peer.notify('state', { ...trendingState, phase: 'idle' });
    await view.drawn();
    expect(searches()).toHaveLength(1);
  });

  it('searches once typing rests, without the white space around it', async () => {
    await view.show(trendingState, sstRows);
    await box().fill(' sst ');
    await expect.poll(searches).toEqual([{ ...trendingState.query, text: 'sst' }]);
    await view.show({ ...trendingState, query: { ...trendingState.query, text: 'sst' } });
    expect(await box().inputValue()).toBe(' sst ');
  });

  it('searches at once with Enter', async () => {
    await view.show(doneState, sstRows);
    await box().press('Enter');
    await expect.poll(searches).toEqual([sstQuery]);
  });

  it('is cleared by a button, which leaves the caret in the box', async () => {
    await view.show(doneState, sstRows);
    await view.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(searches).toEqual([{ ...sstQuery, text: '' }]);
    expect(await hasFocus()).toBe(true);
    await view.drawn();
    expect(await view.page.getByRole('button', { name: 'Clear', exact: true }).count()).toBe(0);
  });

  it('takes task and order from the selects', async () => {
    await view.show(trendingState, sstRows);
    await view.page.getByRole('combobox', { name: 'Task' }).selectOption('Fill mask');
    await view.page.getByRole('combobox', { name: 'Sort by' }).selectOption('Likes');
    await expect.poll(searches).toEqual([
      { ...trendingState.query, task: 'fill-mask' },
      { ...trendingState.query, task: 'fill-mask', sort: 'likes' },
    ]);
    await view.page.getByRole('combobox', { name: 'Task' }).selectOption('All Tasks');
    await expect.poll(() => searches().at(-1)).toMatchObject({ task: null });
  });

  it('shows a task that is not of text as well', async () => {
    await view.show({ ...trendingState, query: { ...trendingState.query, task: 'text-to-speech' } }, sstRows);
    const select = view.page.getByRole('combobox', { name: 'Task' });
    expect(await select.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.label)).toBe(
      'Text to speech',
    );
  });

  it('follows the host, but not while the person is ahead of it', async () => {
    await view.close();
    view = await openHub(browser, { answers: { search: () => new Promise(() => undefined) } });
    await view.show(doneState, sstRows);
    await view.show({ ...doneState, query: { ...sstQuery, text: 'bert', sort: 'likes' } }, sstRows);
    expect(await box().inputValue()).toBe('bert');
    await box().fill('roberta');
    await view.show(doneState, sstRows);
    expect(await box().inputValue()).toBe('roberta');
    await view.close();
    view = await openHub(browser);
  });

  it('is given the caret, and searched for, when the host asks for it', async () => {
    await view.show(doneState, sstRows);
    view.peer.notify('focusSearch', { query: null });
    await expect.poll(hasFocus).toBe(true);
    expect(searches()).toEqual([]);
    view.peer.notify('focusSearch', { query: { ...sstQuery, text: 'one that runs' } });
    await expect.poll(searches).toEqual([{ ...sstQuery, text: 'one that runs' }]);
    expect(await box().inputValue()).toBe('one that runs');
  });
});

describe('filters', () => {
  const toggle = () => view.page.getByRole('button', { name: /^Filters/ });

  it('are fields behind a button, which tells how many are set', async () => {
    await view.show(trendingState, sstRows);
    expect(await toggle().getAttribute('aria-expanded')).toBe('false');
    await toggle().click();
    await view.page.getByRole('textbox', { name: 'Author' }).fill(' distilbert ');
    await expect.poll(searches).toEqual([{ ...trendingState.query, author: 'distilbert' }]);
    await view.page.getByRole('combobox', { name: 'Licence' }).fill('mit');
    await view.page.getByRole('combobox', { name: 'Licence' }).press('Enter');
    await expect.poll(() => searches().at(-1)).toMatchObject({ author: 'distilbert', license: 'mit' });
    expect(await toggle().getAttribute('aria-label')).toBe('Filters, 2 set');
    await view.page.getByRole('button', { name: 'Clear Filters' }).click();
    await expect.poll(() => searches().at(-1)).toEqual(trendingState.query);
    expect(await toggle().getAttribute('aria-label')).toBe('Filters');
  });

  it('that are set stand in a line when the fields are folded, and go one by one', async () => {
    await view.show({ ...doneState, query: { ...sstQuery, author: 'distilbert', library: 'onnx' } }, sstRows);
    expect(await text()).toContain('Author distilbert');
    await view.page.getByRole('button', { name: 'Clear Author' }).click();
    await expect.poll(searches).toEqual([{ ...sstQuery, library: 'onnx' }]);
    await expect.poll(text).not.toContain('Author distilbert');
  });
});

describe('what the view says', () => {
  it('names the endpoint that is not huggingface.co, and who is signed in', async () => {
    await view.show(doneState, sstRows);
    expect(await text()).not.toContain('huggingface.co');
    await view.show({ ...doneState, endpoint: '127.0.0.1:1234', user: 'alice' }, sstRows);
    expect(await text()).toContain('Hub at 127.0.0.1:1234, not huggingface.co');
    expect(await text()).toContain('Signed in as alice');
  });

  it('says what is the matter, and does what the button says', async () => {
    await view.show({ ...doneState, phase: 'failed', notice: offlineNotice });
    await view.page.getByText('Offline. The 5 models on this machine work; search waits.').waitFor();
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    await view.show({ ...doneState, phase: 'failed', notice: errorNotice });
    await view.page.getByRole('button', { name: 'Show Log' }).click();
    await expect.poll(() => callsOf(view, 'act')).toEqual([{ action: 'retry' }, { action: 'showLog' }]);
  });

  it('says when nothing has that name, and searches without the filters', async () => {
    await view.show({ ...doneState, query: { ...sstQuery, author: 'nobody' } });
    expect(await text()).toContain('No model of the name “sst” is on the Hub.');
    expect(await text()).toContain('Searched with task Text classification, author nobody.');
    await view.page.getByRole('button', { name: 'Search Without Filters' }).click();
    await expect.poll(searches).toEqual([{ ...sstQuery, task: null }]);
  });

  it('offers to try again where the host says no more than that it failed', async () => {
    await view.show({ ...doneState, phase: 'failed' });
    await view.page.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(searches).toEqual([sstQuery]);
  });

  it('says why the host refused, until it is closed or something else is searched', async () => {
    await view.close();
    const refuse = () =>
      Promise.reject(new LensError('network', 'The Hub answered with an error.', 'Try again later.'));
    view = await openHub(browser, { answers: { use: refuse, search: refuse } });
    await view.show(doneState, sstRows);
    await box().press('Enter');
    const line = view.page.getByText('The Hub answered with an error. Try again later.');
    await line.waitFor();
    await view.page.getByRole('button', { name: 'Close', exact: true }).click();
    await line.waitFor({ state: 'detached' });
    await view.close();
    view = await openHub(browser);
  });
});

describe('old results', () => {
  const searching = { ...doneState, query: { ...sstQuery, text: 'bert' }, phase: 'searching' } as const;
  const grid = () => view.page.getByRole('grid', { name: 'Models' });

  it('are greyed and named while a search takes its time', async () => {
    await view.show(doneState, sstRows);
    view.peer.notify('state', searching);
    await view.page.getByText('Searching for “bert”. Below is what was found before.').waitFor();
    expect(await grid().getAttribute('aria-busy')).toBe('true');
    expect(await view.page.getByRole('progressbar', { name: 'Searching' }).count()).toBe(1);
    await view.show({ ...searching, phase: 'done' }, sstRows.slice(0, 2));
    await expect.poll(() => grid().getAttribute('aria-busy')).toBe('false');
    expect(await view.page.getByRole('row').count()).toBe(2);
  });

  it('are gone when the new search fails: they are not its results', async () => {
    await view.show(doneState, sstRows);
    view.peer.notify('state', searching);
    view.peer.notify('state', { ...searching, phase: 'failed', notice: errorNotice });
    await expect.poll(() => view.page.getByRole('row').count()).toBe(0);
  });
});
