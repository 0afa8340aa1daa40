import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LensState } from '../../src/common/contracts/lens';
import { accessibilityProblems, screenshot } from './harness/checks';
import { textInside } from './harness/text';
import { openLens, type OpenedLens } from './harness/lens';
import { themeNames } from './harness/themes';
import { useLens } from './harness/use-lens';
import { callsOf } from './harness/view';
import { readyState } from './states/lens-states';
import { brokenState } from './states/tokens-only-states';

let browser: Browser;
let view: OpenedLens;
useLens((opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

/** What the recorded host says of every question about the inside. */
const reason = 'The inside of the model is not recorded.';
const cannotRun: LensState = {
  ...brokenState,
  notices: [
    {
      id: 'unsupported',
      severity: 'unsupported',
      title: 'This cannot run here yet',
      detail: reason,
      help: null,
      actions: [{ action: 'findModel', label: 'Find One That Runs' }],
    },
  ],
};
const open = async (state: LensState, tab: string): Promise<string> => {
  await view.show(state);
  await view.page.getByRole('tab', { name: tab }).click();
  await view.page.getByRole('button', { name: 'Choose Model', exact: true }).last().waitFor();
  return view.page.locator('lens-app').evaluate(textInside);
};

describe.each(['Attention', 'Layers', 'Config'])('of a model that cannot run the tab %s', (tab) => {
  it('gives the reason once, and offers another model', async () => {
    const text = await open(cannotRun, tab);
    expect(text.split(reason)).toHaveLength(2);
    expect(text).not.toContain('Try Again');
    await view.page.getByRole('button', { name: 'Choose Model', exact: true }).last().click();
    await expect.poll(() => callsOf(view, 'perform')).toEqual([{ action: 'chooseModel' }]);
  });

  it('gives the reason itself where no notice does', async () => {
    const text = await open({ ...readyState, notices: [] }, tab);
    expect(text.split(reason)).toHaveLength(2);
    expect(text).not.toContain('Try Again');
  });
});

it.each(themeNames)('is accessible in the theme %s', async (theme) => {
  const other = await openLens(browser, { theme });
  await other.show({ ...cannotRun, look: null });
  await other.page.getByRole('tab', { name: 'Attention' }).click();
  await other.page.getByText('stands above').waitFor();
  await screenshot(other.page, theme, 'cannot-run');
  expect(await accessibilityProblems(other.page)).toEqual([]);
  await other.close();
});
