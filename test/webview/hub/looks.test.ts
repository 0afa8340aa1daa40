import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, problemsByState, screenshot } from '../harness/checks';
import { narrowEditor, openDetails, wideEditor } from '../harness/details';
import { openDownloads } from '../harness/downloads';
import { narrowSideBar, openHub, sideBar } from '../harness/hub';
import { sizesIn, themeNames } from '../harness/themes';
import * as details from '../states/details';
import { downloads } from '../states/downloads';
import * as hub from '../states/hub';
import { longReadme } from '../states/readme';

/** Every state of the search, by the name of its picture. */
const hubStates = {
  hub: [hub.doneState, hub.sstRows],
  'hub-all-tasks': [hub.trendingState, hub.sstRows],
  'hub-more': [{ ...hub.doneState, hasMore: true, phase: 'more' }, hub.sstRows.slice(0, 6)],
  'hub-nothing': [hub.doneState, []],
  'hub-offline': [{ ...hub.doneState, phase: 'failed', notice: hub.offlineNotice }, []],
  'hub-rate-limit': [{ ...hub.doneState, notice: hub.rateNotice }, hub.sstRows],
  'hub-failed': [{ ...hub.doneState, phase: 'failed', notice: hub.errorNotice, endpoint: '127.0.0.1:1234' }, []],
  'hub-elsewhere': [{ ...hub.doneState, endpoint: '127.0.0.1:1234', user: 'alice' }, hub.sstRows],
  'hub-filters': [{ ...hub.doneState, query: { ...hub.sstQuery, author: 'distilbert', license: 'mit' } }, hub.sstRows],
} as const;

const detailsStates = {
  details: details.runsState,
  'details-loading': details.loadingState,
  'details-failed': details.failedState,
  'details-gated': details.gatedState,
  'details-not-yet': details.notYetState,
  'details-downloading': details.downloadingState,
  'details-paused': details.pausedState,
  'details-broken-download': details.brokenDownloadState,
  'details-downloaded': details.downloadedState,
  'details-in-use': details.inUseState,
  'details-offline': details.offlineState,
  'details-long-readme': { ...details.runsState, readme: { phase: 'ready', value: longReadme } },
} as const;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each(sizesIn(theme, { '': sideBar, '-narrow': narrowSideBar }))(
    'the search is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openHub(browser, { theme, size });
      const found = await problemsByState(view.page, hubStates, {
        theme,
        suffix,
        show: ([state, rows]) => view.show(state, rows),
      });
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
  );

  it('a chosen and a hovered result can be read', async () => {
    const view = await openHub(browser, { theme });
    await view.show(hub.doneState, hub.sstRows);
    await view.page.getByRole('row').nth(1).click();
    await view.page.getByRole('row').nth(3).hover();
    await view.drawn();
    await screenshot(view.page, theme, 'hub-chosen');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    await view.page.getByRole('button', { name: /^Filters/ }).click();
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('End');
    await view.drawn();
    await screenshot(view.page, theme, 'hub-filters-open');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });

  it('old results are told apart while a search takes its time', async () => {
    const view = await openHub(browser, { theme });
    await view.show(hub.doneState, hub.sstRows);
    view.peer.notify('state', { ...hub.doneState, query: { ...hub.sstQuery, text: 'bert' }, phase: 'searching' });
    await view.page.getByText('Searching for “bert”. Below is what was found before.').waitFor();
    await screenshot(view.page, theme, 'hub-searching');
    expect(await accessibilityProblems(view.page, true)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });

  it('the downloads are accessible and keep to the policy', async () => {
    const view = await openDownloads(browser, { theme });
    await view.show(downloads);
    await screenshot(view.page, theme, 'downloads');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    await view.show([]);
    await screenshot(view.page, theme, 'downloads-empty');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });

  it.each(sizesIn(theme, { '': wideEditor, '-narrow': narrowEditor }))(
    'the page of a model is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openDetails(browser, { theme, size });
      const found = await problemsByState(view.page, detailsStates, {
        theme,
        suffix,
        show: (state) => view.show(state),
      });
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    120_000,
  );
});
