import { describe, expect, it } from 'vitest';
import type { RunInput } from '../../../src/common/contracts/run';
import type { Tensor } from '../../../src/common/tensors/tensor';
import { readGolden } from '../models/support/golden';
import { modelFixture } from '../support/fixtures';
import { Asked, asTokens, roomy, tight } from './support/ask';

interface TextCase {
  readonly name: string;
  readonly text?: string;
  readonly texts?: string[];
  readonly pair?: [string, string];
  readonly targets?: string[];
  readonly padding_side?: 'left' | 'right';
  readonly input_ids: number[][];
  readonly attention_mask: number[][];
  readonly position_ids?: number[][];
  readonly decoder_attention_mask?: number[][];
}

function inputsOf({ text, texts, pair, targets }: TextCase): RunInput[] {
  if (pair) return [{ text: pair[0], pair: pair[1] }];
  return (texts ?? [text!]).map((each, row) => {
    const target = targets?.[row];
    return target === undefined ? { text: each, pair: null } : { text: each, pair: null, target };
  });
}

/** The real part of one row of a matrix of golden attentions [batch, heads, query, key]. */
function goldenMatrix({ dims, data }: Tensor, row: number, head: number, queries: number[], keys: number[]): number[] {
  const [, heads = 0, q = 0, k = 0] = dims;
  return queries.flatMap((query) => keys.map((key) => Number(data[((row * heads + head) * q + query) * k + key])));
}

const real = (mask: number[]): number[] => mask.flatMap((each, index) => (each === 1 ? [index] : []));

const models: [string, string | null][] = [
  ['bert-sequence-classification', null],
  ['distilbert-sequence-classification', null],
  ['roberta-sentiment', null],
  ['xlm-roberta-sequence-classification', null],
  ['bert-masked-lm', null],
  ['bert-base-model', null],
  ['gpt2-causal-lm', null],
  ['llama-causal-lm', null],
  ['mistral-causal-lm', null],
  ['t5-conditional-generation', null],
  ['t5-gated-conditional-generation', null],
  ['roberta-sentiment', 'onnx/model.onnx'],
  ['bert-masked-lm', 'onnx/model.onnx'],
  ['gpt2-causal-lm', 'onnx/model.onnx'],
];

describe.each(models)('what is inside %s, %s', (model, weights) => {
  it.each([
    ['in the pass that predicts', true, roomy],
    ['asked for later', false, roomy],
    ['one layer at a time', false, tight],
  ])('is what Python gives, %s', async (_, internals, limits) => {
    const { golden, tensors } = await readGolden(modelFixture(model));
    const asked = await Asked.open(model, limits, weights);
    let compared = 0;
    for (const each of golden.cases as unknown as TextCase[]) {
      // Positions of their own are no text's.
      if (each.position_ids) continue;
      const options = each.padding_side ? { paddingSide: each.padding_side } : {};
      const run = await asked.run(inputsOf(each), internals, options);
      for (const row of each.input_ids.keys()) {
        const of = { runId: run.runId, row };
        const inside = await asked.ask('internals', of);
        expect(inside.kept).toBe(limits === roomy);
        const masks = {
          input: real(each.attention_mask[row]!),
          target: Array.from({ length: inside.tokens.target }, (__, index) => index),
        };
        if (each.decoder_attention_mask) masks.target = real(each.decoder_attention_mask[row]!);
        for (const stack of inside.attentions) {
          const [queries, keys] = [masks[stack.queries], masks[stack.keys]];
          for (let layer = 0; layer < stack.layers; layer++) {
            for (let head = 0; head < stack.heads; head++) {
              const { values } = await asked.ask('attentionValues', {
                ...of,
                matrix: { kind: stack.kind, of: 'weights', layer, head },
                axis: asTokens,
                queries: [0, queries.length],
                keys: [0, keys.length],
              });
              const tensor = tensors.get(`${each.name}.${stack.name}.${layer}`);
              if (!tensor) continue; // the longer cases have logits alone
              const expected = goldenMatrix(tensor, row, head, queries, keys);
              expect(largestDifference(values, expected)).toBeLessThan(golden.tolerance.relative_to_max_abs);
              compared += 1;
            }
          }
        }
        for (const stack of inside.hiddenStates) {
          const tokens = masks[stack.sequence];
          const overview = await asked.ask('hiddenOverview', { ...of, kind: stack.kind, axis: asTokens, pathOf: null });
          for (let state = 0; state < stack.states; state++) {
            const tensor = tensors.get(`${each.name}.${stack.name}.${state}`);
            if (!tensor) continue;
            const { data, dims } = tensor;
            const size = dims[2]!;
            const norms = tokens.map((token) => {
              const start = (row * dims[1]! + token) * size;
              return Math.hypot(...Array.from(data.slice(start, start + size), Number));
            });
            const actual = overview.norms.subarray(state * tokens.length, (state + 1) * tokens.length);
            expect(largestDifference(actual, norms) / Math.max(...norms)).toBeLessThan(
              golden.tolerance.relative_to_max_abs,
            );
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(4);
  });
});

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  let most = 0;
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    most = Number.isNaN(difference) ? Infinity : Math.max(most, difference);
  }
  return most;
}
