import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import type { LensState } from '../../../src/common/contracts/lens';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { attentionAnswers } from '../states/attention/answers';
import { decoder, longAttention, manyHeads, seq2seq, veryLong } from '../states/attention/models';
import { readyState } from '../states/lens-states';
import { longText, rowOf } from '../states/tokens';
import { sentenceTokens } from '../states/sentences';
import { openAttention, settled } from './open-attention';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

/** The state of a text of `count` words between special tokens. */
function longState(count: number): LensState {
  const run = readyState.run && { ...readyState.run, rows: [rowOf(0, longText(count).tokens)] };
  return { ...readyState, run };
}

/** The state of an encoder-decoder: it has read the first sentence and is given the second one. */
const pairState: LensState = {
  ...readyState,
  run: readyState.run && {
    ...readyState.run,
    rows: [{ ...rowOf(0, sentenceTokens(0)), target: { length: 8, tokens: sentenceTokens(1) } }],
  },
};

const models = {
  decoder: { model: decoder },
  'encoder-decoder': { model: seq2seq, state: pairState },
  'many-heads': { model: manyHeads },
  '512-tokens': { model: longAttention, state: longState(510) },
  '2048-tokens': { model: veryLong, state: longState(2046) },
};

/** Of many weights each of the layers is asked for once, else all at once. */
const askedLayers: Readonly<Record<string, readonly number[]>> = {
  '512-tokens': [0, 1, 2, 3, 4, 5],
  '2048-tokens': [0],
};

describe.each(Object.entries(models))('attention of the model %s', (name, options) => {
  it('is drawn, accessible, and asks for little', { timeout: 120_000 }, async () => {
    const view = await openAttention(browser, options);
    await view.page
      .getByRole('option', { name: /^(learn|the)/ })
      .first()
      .click();
    await settled(view);
    await screenshot(view.page, view.theme, `attention-${name}`);
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    const text = await view.page.locator('lens-attention').evaluate(textInside);
    expect(text).toContain('Layer');
    const layers = callsOf(view, 'attentionGrid').map((params) => (params as { layer?: number }).layer);
    expect(layers).toEqual(askedLayers[name] ?? [undefined]);
    await view.close();
  });
});

it('of layers that are not kept asks for the chosen head first, then for all heads, then for the rest', async () => {
  const internals = attentionAnswers(longAttention, { kept: false }).internals;
  const view = await openAttention(browser, { model: longAttention, state: longState(510), answers: { internals } });
  const asked = view.calls.map(({ method }) => method).filter((method) => /attention[A-Z]|strongest/.test(method));
  expect(asked[0]).toBe('attentionPicture');
  const [first, last] = [asked.indexOf('attentionGrid'), asked.lastIndexOf('attentionGrid')];
  expect(first).toBeGreaterThan(0);
  expect(asked.indexOf('attentionProfile')).toBeGreaterThan(last);
  expect(asked.indexOf('strongestLinks')).toBeGreaterThan(last);
  const layers = callsOf(view, 'attentionGrid').map((params) => (params as { layer?: number }).layer);
  expect(layers).toEqual(Array.from({ length: longAttention.stacks[0]?.layers ?? 0 }, (_, layer) => layer));
  await view.close();
});

it('what is on its way has its place, and says what it is at where it will stand', { timeout: 120_000 }, async () => {
  const answers = attentionAnswers(longAttention, { kept: false });
  let paint: (() => void) | undefined;
  const painted = new Promise<void>((resolve) => (paint = resolve));
  const view = await openAttention(browser, {
    model: longAttention,
    state: longState(510),
    answers: {
      internals: answers.internals,
      attentionPicture: async (params, context) => {
        await painted;
        return answers.attentionPicture(params, context);
      },
    },
  });
  const tops = async () => {
    const boxes = ['attention-grid', 'lens-heatmap', 'attention-layers', 'attention-stats'].map((name) =>
      view.page.locator(name).first().boundingBox(),
    );
    return (await Promise.all(boxes)).map((box) => box?.y);
  };
  await view.page.locator('attention-head h2', { hasText: 'Computing the weights' }).waitFor();
  await screenshot(view.page, view.theme, 'attention-loading');
  expect(await view.page.locator('lens-attention').getByRole('progressbar').count()).toBe(1);
  const before = await tops();
  paint?.();
  await view.page.locator('attention-head h2', { hasText: 'entropy' }).waitFor({ timeout: 60_000 });
  await settled(view);
  expect(await tops()).toEqual(before);
  expect(await view.page.locator('lens-attention').getByRole('progressbar').count()).toBe(0);
  await view.close();
});
