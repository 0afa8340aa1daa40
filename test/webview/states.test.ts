import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LensError } from '../../src/common/errors/lens-error';
import { launchBrowser } from '../../tools/vscode/browser.mts';
import { openLens, type OpenedLens } from './harness/lens';
import { textInside } from './harness/text';
import { callsOf } from './harness/view';
import * as states from './states/lens-states';
import { brokenState, translatorState } from './states/tokens-only-states';

let browser: Browser;
let view: OpenedLens;

beforeAll(async () => {
  browser = await launchBrowser();
  view = await openLens(browser);
});

afterAll(async () => browser.close());

async function text(): Promise<string> {
  return view.page.locator('lens-app').evaluate(textInside);
}

/** Presses a button of the view and gives the action that the host is asked for. */
async function actionOf(name: string): Promise<unknown> {
  const before = callsOf(view, 'perform').length;
  await view.page.getByRole('button', { name, exact: true }).click();
  await expect.poll(() => callsOf(view, 'perform').length).toBe(before + 1);
  return callsOf(view, 'perform').at(-1);
}

describe('states', () => {
  it('empty: says what to do and reads a typed sentence', async () => {
    await view.show(states.emptyState);
    expect(await text()).toContain('Select text in any editor to see how the model reads it.');
    await view.page.getByRole('button', { name: 'Try a Sentence' }).click();
    await view.page.getByRole('textbox').first().fill('  It works. ');
    await view.page.keyboard.press('Control+Enter');
    await expect.poll(() => callsOf(view, 'runTyped')).toEqual([{ text: '  It works. ', pair: null }]);
  });

  it('running: names what is read, keeps the old result greyed, and cancels', async () => {
    await view.show(states.runningState);
    expect(await text()).toContain('Reading feedback.md:6');
    expect(await view.page.getByRole('tabpanel').getAttribute('class')).toContain('stale');
    expect(await actionOf('Cancel')).toEqual({ action: 'cancel' });
  });

  it('stale: says why and runs again', async () => {
    await view.show(states.staleState);
    expect(await text()).toContain('feedback.md:3 was edited after this result');
    expect(await view.page.getByRole('tabpanel').getAttribute('class')).toContain('stale');
    expect(await actionOf('Run Again')).toEqual({ action: 'runAgain' });
  });

  it('pinned: names what is pinned and lets go', async () => {
    await view.show(states.pinnedState);
    expect(await text()).toContain('Pinned to feedback.md:3');
    expect(await view.page.getByRole('tabpanel').getAttribute('class')).not.toContain('stale');
    await view.page.locator('lens-notices').getByRole('button', { name: 'Unpin' }).click();
    await expect.poll(() => callsOf(view, 'perform').at(-1)).toEqual({ action: 'unpin' });
  });

  it('truncated: says what was cut and offers to see it', async () => {
    await view.show(states.truncatedState);
    expect(await text()).toContain('512 of 748 tokens were read');
    expect(await actionOf('Show the Cut Text')).toEqual({ action: 'showCutText' });
    expect(await actionOf('Slide a Window')).toEqual({ action: 'slideWindow' });
  });

  it('missing head: names the tensor, shows tokens and no labels', async () => {
    await view.show(states.missingHeadState);
    expect(await text()).toContain('classifier.out_proj.weight is not in model.safetensors.');
    expect(await view.page.getByRole('option', { name: 'excited' }).count()).toBe(1);
    expect(await view.page.locator('prediction-labels').count()).toBe(0);
    expect(await actionOf('Use the Sample')).toEqual({ action: 'useSample' });
  });

  it('new head: what is said of labels does not stand over tabs that need none', async () => {
    const notices = view.page.locator('lens-notices');
    await view.show(states.missingHeadState);
    await view.page.getByRole('tab', { name: 'Tokens' }).click();
    await expect.poll(() => notices.evaluate(textInside)).toBe('');
    await view.page.getByRole('tab', { name: 'Predictions' }).click();
    await notices.getByText('This checkpoint has no trained head').waitFor();
  });

  it('encoder-decoder: where the decoder is looked into, it says that there is no text for it and asks for one', async () => {
    await view.show(translatorState);
    expect(await text()).not.toContain('its start token alone');
    await view.page.getByRole('tab', { name: 'Layers' }).click();
    await expect.poll(text).toContain('The decoder is given its start token alone');
    expect(await actionOf('Text for the Decoder…')).toEqual({ action: 'addPair' });
    await view.page.getByRole('tab', { name: 'Predictions' }).click();
  });

  it('broken file: the header says that the model cannot run, not how long its tokens took', async () => {
    await view.show(brokenState);
    await expect.poll(() => view.page.locator('lens-header').evaluate(textInside)).toContain('cannot run');
  });

  it('engine stopped: says what happened and offers at most three things', async () => {
    await view.show(states.stoppedState);
    expect(await text()).toContain('Files and text are untouched.');
    expect(await actionOf('Run Again')).toEqual({ action: 'runAgain' });
    expect(await actionOf('Show Log')).toEqual({ action: 'showLog' });
  });

  it('says in a line what the host refuses', async () => {
    const refusing = await openLens(browser, {
      answers: {
        perform: () => {
          throw new LensError('usage', 'No document is open.', 'Open one first.');
        },
      },
    });
    await refusing.show(states.readyState);
    await refusing.page.getByRole('button', { name: 'Classify Each Line' }).click();
    await refusing.page.getByText('No document is open. Open one first.').waitFor();
    await refusing.close();
  });
});

it('left nothing on the console', () => {
  expect(view.problems).toEqual([]);
});
