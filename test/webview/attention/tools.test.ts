import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import type { LensState } from '../../../src/common/contracts/lens';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { cache } from '../../../tools/vscode/paths.mts';
import { callsOf } from '../harness/view';
import { attentionAnswers } from '../states/attention/answers';
import { decoder, sentiment, seq2seq } from '../states/attention/models';
import { readyState } from '../states/lens-states';
import { sentenceTokens } from '../states/sentences';
import { rowOf } from '../states/tokens';
import { settled } from './open-attention';
import { useAttention } from './use-attention';

const tab = useAttention();

describe('tools', () => {
  it('show means, all layers, and rollout in place of the means', async () => {
    await tab.click(tab.root.getByRole('radio', { name: 'Mean' }));
    await tab.click(tab.root.getByText('All layers'));
    expect(await tab.text()).toContain('Mean of all layers and heads');
    await tab.click(tab.root.getByRole('radio', { name: 'Rollout' }));
    await screenshot(tab.view.page, tab.view.theme, 'attention-rollout');
    expect(await tab.text()).toContain('Rollout up to layer 3');
    expect(callsOf(tab.view, 'attentionGrid').at(-1)).toMatchObject({ of: 'rollout' });
    await tab.click(tab.root.getByRole('radio', { name: 'Head' }));
    expect(tab.look).toMatchObject({ of: 'weights', layer: 3, head: 7 });
  });

  it('merge words and leave out special tokens', async () => {
    await tab.root.getByText('Merge sub-words').click();
    await tab.click(tab.root.getByText('Leave out special tokens'));
    await screenshot(tab.view.page, tab.view.theme, 'attention-words');
    expect(tab.look).toMatchObject({ axis: { mergeWords: true, leaveOutSpecial: true } });
    await tab.heatmap.focus();
    await tab.press('Control+End');
    expect(await tab.spoken()).toMatch(/transformers to transformers, 0\.\d{4}, rank \d of 7/);
  });

  it('export the picture and the numbers, and copy Python', async () => {
    const choose = async (name: string): Promise<void> => {
      await tab.root.getByRole('button', { name: 'Export' }).click();
      await tab.root.getByRole('menuitem', { name, exact: true }).click();
      await settled(tab.view);
    };
    await choose('Picture as SVG');
    expect(callsOf(tab.view, 'savePicture')).toMatchObject([{ format: 'svg' }]);
    const [{ data }] = callsOf(tab.view, 'savePicture') as [{ data: string }];
    const drawn = await tab.view.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        errors: parsed.querySelectorAll('parsererror').length,
        pictures: parsed.querySelectorAll('svg').length - 1,
        lines: parsed.querySelectorAll('path[stroke-width]').length > 20,
        texts: [...parsed.querySelectorAll('text')].map((node) => node.textContent),
      };
    }, data);
    expect(drawn).toMatchObject({ errors: 0, pictures: 3, lines: true });
    for (const text of ['Layer 3, head 7', 'Lines', 'Heads', 'transform', 'mean', '11']) {
      expect(drawn.texts.some((shown) => shown.startsWith(text))).toBe(true);
    }
    expect(drawn.texts[0]).toContain('I am excited to learn');
    expect(drawn.texts[0]).toContain(readyState.model?.id);
    expect(data).not.toContain('var(');
    await choose('Picture as PNG');
    await expect.poll(() => callsOf(tab.view, 'savePicture').at(-1)).toMatchObject({ format: 'png' });
    const { data: png } = callsOf(tab.view, 'savePicture').at(-1) as { data: Uint8Array };
    writeFileSync(join(cache, 'screenshots', 'attention-saved.png'), png);
    await choose('Weights as CSV');
    const matrix = { kind: 'self', of: 'weights', layer: 3, head: 7 };
    expect(callsOf(tab.view, 'exportNumbers').at(-1)).toMatchObject({ what: { of: 'matrix', matrix, format: 'csv' } });
    await choose('Copy as Python');
    expect(callsOf(tab.view, 'copyLookAsPython')).toMatchObject([
      { look: { tab: 'attention', layer: 3, head: 7 }, row: 0 },
    ]);
  });
});

describe('other models', () => {
  it('cross-attention has the decoder’s tokens as rows, and no rollout', async () => {
    const run = readyState.run && {
      ...readyState.run,
      rows: [{ ...rowOf(0, sentenceTokens(0)), target: { length: 8, tokens: sentenceTokens(1) } }],
    };
    await tab.open({ model: seq2seq, state: { ...readyState, run } });
    await tab.click(tab.root.getByRole('radio', { name: 'Cross' }));
    expect(tab.look).toMatchObject({ kind: 'cross' });
    expect(await tab.root.getByRole('radio', { name: 'Rollout' }).count()).toBe(0);
    await tab.heatmap.focus();
    await tab.press('ArrowDown', 'ArrowRight', 'Enter');
    expect(await tab.spoken()).toMatch(/N to I, 0\.\d{4}, rank \d+ of 10/);
    expect(callsOf(tab.view, 'attentionProfile').at(-1)).toMatchObject({ chosen: [1] });
    await tab.click(tab.chip(/^excited/));
    expect(callsOf(tab.view, 'attentionProfile').at(-1)).toMatchObject({ chosen: [3], direction: 'to' });
    expect(await tab.text()).toMatch(/Attended by\s+\S+ 0\.\d{3}, \S+ 0\.\d{3}/);
    await screenshot(tab.view.page, tab.view.theme, 'attention-cross');
    await tab.view.show({
      ...readyState,
      run: run && { ...run, runId: run.runId + 1 },
      look: tab.look as LensState['look'],
    });
    await settled(tab.view);
    expect(callsOf(tab.view, 'attentionProfile').slice(-2)).toMatchObject([
      { runId: (run?.runId ?? 0) + 1, chosen: [1], direction: 'from' },
      { chosen: [3], direction: 'to' },
    ]);
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
  });

  it('a causal head says of what it cannot see that it is not seen', async () => {
    await tab.open({ model: decoder });
    await tab.heatmap.focus();
    await tab.press('Home', 'ArrowRight');
    expect(await tab.spoken()).toContain('not seen: a later token');
    await tab.root.getByRole('button', { name: /^Neurons/ }).click();
    await settled(tab.view);
    expect(await tab.text()).toContain('neurons cannot be shown');
  });

  it('a remembered head that the model does not have is the nearest one', async () => {
    const small = { ...sentiment, stacks: sentiment.stacks.map((stack) => ({ ...stack, layers: 2, heads: 2 })) };
    await tab.open({ model: small });
    expect(await tab.text()).toContain('Layer 1, head 1');
  });

  it('without attention says why and offers other weights', async () => {
    const missing = 'This ONNX file computes attention inside of one fused operation.';
    await tab.open({ answers: attentionAnswers(sentiment, { attentions: [], missing }) });
    expect(await tab.text()).toContain(missing);
    await screenshot(tab.view.page, tab.view.theme, 'attention-missing');
    await tab.root.getByRole('button', { name: 'Choose Weights' }).click();
    expect(callsOf(tab.view, 'perform')).toEqual([{ action: 'chooseWeights' }]);
  });

  it('says when it is too big, and asks again', async () => {
    const tooBig = () => {
      throw new LensError('too-big', 'One layer would need 12 GB.', 'Shorten the text.');
    };
    await tab.open({ answers: { internals: tooBig } });
    expect(await tab.text()).toContain('One layer would need 12 GB.');
    const asked = callsOf(tab.view, 'internals').length;
    await tab.click(tab.root.getByRole('button', { name: 'Try Again' }));
    expect(callsOf(tab.view, 'internals').length).toBe(asked + 1);
  });
});
