import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptAlternatives } from '../../../../src/common/contracts/words/surprise';
import { CancellationSource, neverCancelled } from '../../../../src/common/rpc/cancellation';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { modelFixture } from '../../support/fixtures';
import { readGolden } from '../../models/support/golden';
import { alone, readTexts } from './support/read-row';

interface Golden {
  readonly text: string;
  readonly targets?: string[];
  readonly input_ids: number[][];
  readonly decoder_input_ids?: number[][];
}

/** What Python's logits say of the labels: `log_softmax` at each, and the place of each when all are sorted. */
function fromLogits({ data, dims }: Tensor, labels: readonly number[], shift: number) {
  const vocabulary = dims.at(-1) ?? 0;
  return labels.map((label, index) => {
    if (index < shift) return null;
    const row = Array.from(data.slice((index - shift) * vocabulary, (index - shift + 1) * vocabulary), Number);
    const total = Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const order = row.map((_, id) => id).sort((a, b) => row[b]! - row[a]! || a - b);
    return { log: row[label]! - total, rank: order.indexOf(label) + 1, best: order.slice(0, keptAlternatives), row };
  });
}

async function golden(model: string): Promise<{ each: Golden; logits: Tensor; labels: number[]; shift: number }> {
  const { golden: read, tensors } = await readGolden(modelFixture(model));
  const each = read.cases[0] as unknown as Golden;
  const config = JSON.parse(readFileSync(join(modelFixture(model), 'config.json'), 'utf8')) as { eos_token_id: number };
  const given = each.decoder_input_ids?.[0];
  // `shift_tokens_right` of transformers, undone.
  const labels = given ? [...given.slice(1), config.eos_token_id] : each.input_ids[0]!;
  return { each, logits: tensors.get('short.logits')!, labels, shift: given ? 0 : 1 };
}

const causal = ['gpt2', 'llama', 'gemma', 'mistral', 'qwen3', 'phi3', 'olmo2'].map((name) => `${name}-causal-lm`);
const models = [...causal.map((name) => [name, null] as const), ['gpt2-causal-lm', 'onnx/model.onnx'] as const];
const twoStacks = ['t5-conditional-generation', 'bart-conditional-generation', 'marian-conditional-generation'];

describe('scores of a text', () => {
  it.each([...models, ...twoStacks.map((name) => [name, null] as const)])(
    'are those of the logits of %s (%s)',
    async (model, weights) => {
      const { each, logits, labels, shift } = await golden(model);
      const target = each.targets?.[0];
      const input = target === undefined ? alone(each.text) : { ...alone(each.text), target };
      const { scorer, of } = await readTexts(model, [input], { weights });
      const { surprise, ids, probabilities } = await scorer.scored(of, neverCancelled);
      const wanted = fromLogits(logits, labels, shift);
      expect(surprise.logProbabilities).toHaveLength(labels.length);
      for (const [index, score] of wanted.entries()) {
        if (score === null) {
          expect([surprise.logProbabilities[index], surprise.ranks[index]]).toEqual([NaN, 0]);
          continue;
        }
        expect(surprise.logProbabilities[index]).toBeCloseTo(score.log, 4);
        expect(surprise.ranks[index]).toBe(score.rank);
        const at = index * keptAlternatives;
        expect([...ids.slice(at, at + keptAlternatives)]).toEqual(score.best);
        const likeliest = Math.exp(score.log - score.row[labels[index]!]! + score.row[score.best[0]!]!);
        expect(probabilities[at]).toBeCloseTo(likeliest, 5);
      }
      const logs = wanted.flatMap((score) => score?.log ?? []);
      const loss = -logs.reduce((a, b) => a + b, 0) / logs.length;
      expect(surprise).toMatchObject({ part: shift === 0 ? 'target' : 'input', scored: logs.length, from: 0 });
      expect(surprise.loss).toBeCloseTo(loss, 4);
      expect(Math.log(surprise.perplexity!)).toBeCloseTo(loss, 4);
      expect(surprise.last?.id ?? null).toBe(shift === 0 ? labels.at(-1) : null);
    },
    20_000,
  );

  it.each(['right', 'left'] as const)(
    'in a batch padded on the %s are those of the text alone',
    async (paddingSide) => {
      const texts = ['It rained.', 'The soup is good, and profits rose.'];
      const { scorer, of } = await readTexts('llama-causal-lm', texts.map(alone), { paddingSide });
      const { scorer: other, of: ofAlone } = await readTexts('llama-causal-lm', [alone(texts[0]!)]);
      const { surprise } = await scorer.scored(of, neverCancelled);
      const { surprise: expected } = await other.scored(ofAlone, neverCancelled);
      expect(surprise.ranks).toEqual(expected.ranks);
      expect(surprise.loss).toBeCloseTo(expected.loss!, 5);
      expect(surprise.from > 0).toBe(paddingSide === 'left');
    },
  );

  it('of a window are those of its text, and of an ONNX file the same as of the checkpoint', async () => {
    const text = 'The bank in Zürich raised rates to 3.2 percent and fell. '.repeat(3);
    const options = { maxLength: 16, stride: 4 };
    const { scorer, of } = await readTexts('gpt2-causal-lm', [alone(text)], options);
    const onnx = await readTexts('gpt2-causal-lm', [alone(text)], { ...options, weights: 'onnx/model.onnx' });
    const { surprise } = await scorer.scored({ ...of, row: 2 }, neverCancelled);
    expect(surprise).toMatchObject({ scored: 15 });
    const { surprise: same } = await onnx.scorer.scored({ ...onnx.of, row: 2 }, neverCancelled);
    expect(same.ranks).toEqual(surprise.ranks);
    expect(same.loss).toBeCloseTo(surprise.loss!, 5);
  });

  it('of one token are none', async () => {
    const { scorer, of } = await readTexts('gpt2-causal-lm', [alone('a')]);
    const { surprise } = await scorer.scored(of, neverCancelled);
    expect(surprise).toMatchObject({ scored: 0, loss: null, perplexity: null });
  });

  it('are kept, and asked for once', async () => {
    const { scorer, of } = await readTexts('gpt2-causal-lm', [alone('The café')]);
    const first = await scorer.scored(of, neverCancelled);
    expect(await scorer.scored(of, neverCancelled)).toBe(first);
  });

  it.each([
    ['t5-conditional-generation', 'usage', /none is given/],
    ['bert-masked-lm', 'unsupported', /writes no text: it is made for fill-mask/],
    ['bert-base-model', 'unsupported', /writes no text/],
  ])('of %s are refused in a sentence', async (model, code, message) => {
    const { scorer, of } = await readTexts(model, [alone('The café')]);
    await expect(scorer.scored(of, neverCancelled)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('stop when they are cancelled', async () => {
    const { scorer, of } = await readTexts('gpt2-causal-lm', [alone('The café')]);
    const source = new CancellationSource();
    const asking = scorer.scored(of, source);
    source.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
  });
});
