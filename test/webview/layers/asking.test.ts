import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { settled } from '../attention/open-attention';
import { callsOf } from '../harness/view';
import { hiddenAnswers, hiddenStack } from '../states/layers/hidden-answers';
import { batchState, readyState, staleState } from '../states/lens-states';
import { sentenceTokens } from '../states/sentences';
import { rowOf } from '../states/tokens';
import { clickCell } from './heatmap-page';
import { sentiment } from './open-layers';
import { useLayers } from './use-layers';

const tab = useLayers();
const asked = (name: string): number => callsOf(tab.view, name).length;
const statesAsked = (): number[] =>
  (callsOf(tab.view, 'hiddenCosines') as { state: number }[]).map(({ state }) => state);

describe('what is asked', () => {
  it('merges sub-words and leaves special tokens out on wish', async () => {
    await tab.open();
    await tab.view.page.getByText('Merge sub-words').click();
    await tab.view.page.getByText('Leave out special tokens').click();
    await settled(tab.view);
    expect(callsOf(tab.view, 'hiddenOverview').at(-1)).toMatchObject({
      axis: { mergeWords: true, leaveOutSpecial: true },
    });
    expect(await tab.facts().textContent()).toContain('hidden_states[4], 7 × 768');
    await tab.chip(/^ers/).click();
    await settled(tab.view);
    expect(await tab.view.page.locator('.token-facts').textContent()).toContain('hidden_states[4][0, 7:9].mean(0)');
  });

  it('is kept: going back to a layer asks nothing again', async () => {
    await tab.open();
    for (const name of ['Layer 1', 'Layer 3', 'Layer 1']) {
      await tab.view.page.getByRole('radio', { name }).click();
      await settled(tab.view);
    }
    expect(statesAsked()).toEqual([4, 2]);
  });

  it('the newest layer wins while answers are slow', async () => {
    const answers = hiddenAnswers(sentiment);
    const waiting: (() => void)[] = [];
    await tab.open({
      answers: {
        hiddenCosines: async (params, context) => {
          if (params.state !== 4) await new Promise<void>((resolve) => waiting.push(resolve));
          return answers.hiddenCosines(params, context);
        },
      },
    });
    await tab.view.page.getByRole('radio', { name: 'Layer 0' }).click();
    await tab.view.page.getByRole('radio', { name: 'Layer 1' }).click();
    await settled(tab.view);
    const title = tab.view.page.locator('layers-token-cosines h2');
    expect(await title.textContent()).toContain('cosine after layer 3');
    for (const answer of waiting) answer();
    await expect.poll(() => title.textContent()).toContain('cosine after layer 1');
  });

  it('is of the chosen row of a batch, its padding left out', async () => {
    const tokens = sentenceTokens(1);
    await tab.open({ state: batchState, model: { stacks: [hiddenStack()], input: tokens } });
    await tab.view.page.getByRole('button', { name: 'Row 2' }).click();
    await settled(tab.view);
    expect(callsOf(tab.view, 'hiddenOverview').at(-1)).toMatchObject({ row: 1 });
    await tab.view.page.getByRole('option', { name: /^great/ }).click();
    await settled(tab.view);
    expect(await tab.view.page.locator('.token-facts').textContent()).toContain('hidden_states[4][1, 5]');
  });

  it('asks nothing while another tab is open or the result is stale', async () => {
    await tab.open({ state: staleState });
    expect(['internals', 'hiddenOverview'].map(asked)).toEqual([0, 0]);
    expect(await tab.view.page.locator('lens-layers .waiting').textContent()).toContain('were not looked at');
    await tab.view.page.getByRole('tab', { name: 'Predictions' }).click();
    await tab.view.show(readyState);
    await settled(tab.view);
    expect(asked('internals')).toBe(0);
  });
});

describe('what can go wrong', () => {
  const refuse = (code: 'too-big' | 'unsupported', message: string) => (): never => {
    throw new LensError(code, message, 'Choose one with fewer layers.');
  };

  it.each([
    ['too-big', 'The Layers Are Too Big'],
    ['unsupported', 'The Layers Cannot Be Shown'],
  ] as const)('%s is a card that says what helps', async (code, title) => {
    await tab.open({ answers: { internals: refuse(code, 'One layer needs 41 GB.') } });
    const card = tab.view.page.locator('lens-layers .card');
    expect(await card.textContent()).toMatch(new RegExp(`${title}[^]*One layer needs 41 GB\\.[^]*fewer layers`));
    await card.getByText('Choose Model').click();
    await tab.view.drawn();
    expect(callsOf(tab.view, 'perform')).toEqual([{ action: 'chooseModel' }]);
  });

  it('a file without hidden states says so', async () => {
    const missing = 'model_int8.onnx has fused layers.';
    await tab.open({ answers: hiddenAnswers({ stacks: [], input: [] }, { missing }) });
    expect(await tab.view.page.locator('lens-layers .card').textContent()).toContain(missing);
  });

  it('is tried again on wish', async () => {
    let fails = true;
    const answers = hiddenAnswers(sentiment);
    await tab.open({
      answers: {
        hiddenOverview: (params, context) => {
          if (fails) throw new LensError('internal', 'It broke.');
          return answers.hiddenOverview(params, context);
        },
      },
    });
    fails = false;
    await tab.view.page.getByText('Try Again').click();
    await tab.norms().waitFor();
  });

  it('what takes long says what it is at', async () => {
    const answers = hiddenAnswers(sentiment);
    let answer: (() => void) | undefined;
    await tab.open({
      answers: {
        internals: async (params, context) => {
          context.progress({ message: 'Layer 2 of 6' });
          await new Promise<void>((resolve) => (answer = resolve));
          return answers.internals(params, context);
        },
      },
    });
    await tab.view.page.getByText('Layer 2 of 6').waitFor();
    answer?.();
    await tab.norms().waitFor();
    expect(await tab.view.page.getByText('Layer 2 of 6').count()).toBe(0);
  });
});

describe('encoder-decoders', () => {
  it('have the layers of both, by their own names', async () => {
    const stacks = [
      hiddenStack({ kind: 'encoder', name: 'encoder_hidden_states' }),
      hiddenStack({ kind: 'decoder', name: 'decoder_hidden_states', sequence: 'target', states: 5, readToken: null }),
    ];
    const row = { ...rowOf(0, sentenceTokens(0)), target: { length: 8, tokens: sentenceTokens(1) } };
    const state = { ...readyState, run: readyState.run && { ...readyState.run, rows: [row] } };
    await tab.open({ state, model: { stacks, input: sentenceTokens(0), target: sentenceTokens(1) } });
    expect(await tab.facts().textContent()).toContain('encoder_hidden_states[4], 10 × 768');
    await tab.view.page.getByRole('radio', { name: 'Decoder' }).click();
    await settled(tab.view);
    expect(await tab.facts().textContent()).toContain('decoder_hidden_states[4], 8 × 768');
    await clickCell(tab.norms(), 3, 5);
    await settled(tab.view);
    expect(await tab.view.page.locator('.token-facts').textContent()).toContain(
      'great, decoder_hidden_states[3][0, 5]',
    );
    expect(await tab.chosen().count()).toBe(0);
    expect(callsOf(tab.view, 'hover').every((range) => range === null)).toBe(true);
  });
});
