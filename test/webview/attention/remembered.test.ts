import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import type { LensState } from '../../../src/common/contracts/lens';
import { openLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { attentionAnswers } from '../states/attention/answers';
import { sentiment } from '../states/attention/models';
import { readyState } from '../states/lens-states';
import { settled, wideView } from './open-attention';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

/** What was looked at in a larger encoder-decoder, before this model was chosen. */
const look: LensState['look'] = {
  tab: 'attention',
  kind: 'cross',
  of: 'weights',
  layer: 23,
  head: 15,
  state: 0,
  axis: { mergeWords: false, leaveOutSpecial: false },
};

it('Python is that of the head on show, not of one that only the model before had', async () => {
  const view = await openLens(browser, { size: wideView, answers: attentionAnswers(sentiment) });
  await view.show({ ...readyState, look });
  await settled(view);
  const root = view.page.locator('lens-attention');
  expect(await root.evaluate(textInside)).toContain('Layer 5, head 11');
  await root.getByRole('button', { name: 'Export' }).click();
  await root.getByRole('menuitem', { name: 'Copy as Python' }).click();
  await expect
    .poll(() => callsOf(view, 'copyLookAsPython'))
    .toMatchObject([{ look: { kind: 'self', of: 'weights', layer: 5, head: 11 } }]);
  await view.close();
});
