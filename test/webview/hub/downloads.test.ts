import { describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { LensError } from '../../../src/common/errors/lens-error';
import { openDownloads, type OpenedDownloads } from '../harness/downloads';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { download, downloads } from '../states/downloads';

let browser: Browser;
let view: OpenedDownloads;
useView(openDownloads, (opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

const items = () => view.page.getByRole('listitem');
const words = async (index: number) => items().nth(index).evaluate(textInside);
const key = (index: number) => ({ key: downloads[index]?.key });

describe('downloads', () => {
  it('say how far they are and how they go', async () => {
    await view.show(downloads);
    expect(await words(0)).toBe('Qwen2.5-0.5B 412 of 988 MB 38.4 MB/s, 15 s left');
    expect(await words(1)).toBe('bert-base-multilingual-cased 449 of 714 MB paused, resumes where it was');
    expect(await words(2)).toBe('waiting waiting for its turn');
    expect(await words(3)).toBe('verifying 90.0 of 100 MB verifying what is there');
    expect(await words(4)).toContain('12.0 of 268 MB failed model.safetensors does not have the hash');
    expect(await words(5)).toBe('distilbert-base-uncased-finetuned-sst-2-english 268 MB verified Use');
    const bar = view.page.getByRole('progressbar', { name: 'Qwen/Qwen2.5-0.5B' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('41');
    expect(await bar.getAttribute('aria-valuetext')).toBe('412 of 988 MB, 38.4 MB/s, 15 s left');
    expect(await view.page.getByRole('progressbar', { name: 'a/waiting' }).getAttribute('aria-valuenow')).toBe(null);
  });

  it('are paused, resumed, cancelled, tried again, taken off the list and used', async () => {
    await view.show(downloads);
    for (const [name, index] of [
      ['Pause: Qwen/Qwen2.5-0.5B', 0],
      ['Resume: google-bert/bert-base-multilingual-cased', 1],
      ['Cancel and delete what is there: a/waiting', 2],
      ['Try Again: a/failed', 4],
      [`Take off the List: ${downloads[5]?.id ?? ''}`, 5],
      [`Use ${downloads[5]?.id ?? ''}`, 5],
    ] as const) {
      await items().nth(index).getByRole('button', { name, exact: true }).click();
    }
    await expect.poll(() => view.calls.length).toBe(7);
    expect(view.calls.slice(1)).toEqual([
      { method: 'pause', params: key(0) },
      { method: 'resume', params: key(1) },
      { method: 'cancel', params: key(2) },
      { method: 'resume', params: key(4) },
      { method: 'dismiss', params: key(5) },
      { method: 'use', params: key(5) },
    ]);
  });

  it('open the page of their model', async () => {
    await view.show(downloads);
    await view.page.getByRole('button', { name: 'verifying', exact: true }).click();
    await expect.poll(() => callsOf(view, 'open')).toEqual([key(3)]);
    expect(await view.page.getByTitle('a/verifying, revision v1').count()).toBe(1);
  });

  it('keep the focus on their button while they go on, and when they pause', async () => {
    await view.show(downloads);
    const focused = () => view.page.locator('button:focus').getAttribute('aria-label');
    await view.page.getByRole('button', { name: /^Pause: Qwen/ }).focus();
    await view.show([download({ key: 'new@main', id: 'new/one' }), download({ bytes: 500e6 }), ...downloads.slice(1)]);
    expect(await focused()).toBe('Pause: Qwen/Qwen2.5-0.5B');
    await view.show([download({ phase: 'paused', speed: null }), ...downloads.slice(1)]);
    expect(await focused()).toBe('Resume: Qwen/Qwen2.5-0.5B');
  });

  it('are none to begin with', async () => {
    await view.show([]);
    expect(await view.page.locator('downloads-app').evaluate(textInside)).toBe(
      'Nothing is being downloaded. Models come from the Hub view above.',
    );
  });

  it('say why the host refused', async () => {
    await view.close();
    const refuse = () => Promise.reject(new LensError('offline', 'There is no network.', 'Resume when there is.'));
    view = await openDownloads(browser, { answers: { resume: refuse } });
    await view.show(downloads);
    await view.page.getByRole('button', { name: /^Resume/ }).click();
    await view.page.getByText('There is no network. Resume when there is.').waitFor();
    await view.page.getByRole('button', { name: 'Close', exact: true }).click();
    await view.page.getByText('There is no network.').waitFor({ state: 'detached' });
    await view.close();
    view = await openDownloads(browser);
  });
});
