import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel, type LoadedModel, type ModelInputs } from '../../../src/engine/models/loaded-model';
import { referenceModels } from './support/golden';

const models = new Map<string, LoadedModel>();

beforeAll(async () => {
  for (const name of ['bert-sequence-classification', 'roberta-sentiment', 'distilbert-sequence-classification']) {
    const checkpoint = await readCheckpoint(join(referenceModels, name), null);
    models.set(
      name.split('-')[0]!,
      await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs: 'inspect', runs: 'once' }),
    );
  }
});

afterAll(async () => {
  for (const model of models.values()) await model.dispose();
});

function inputs(rows: number[][], more: Partial<ModelInputs> = {}): ModelInputs {
  const inputIds = BigInt64Array.from(rows.flat(), BigInt);
  return { inputIds, attentionMask: inputIds.map(() => 1n), dims: [rows.length, rows[0]?.length ?? 0], ...more };
}

const run = (model: string, given: ModelInputs) => models.get(model)!.run(given);
const logits = async (model: string, given: ModelInputs) => [...(await run(model, given)).get('logits')!.data];

describe('inputs that the model has no room for are refused in a sentence', () => {
  test.each<[string, string, ModelInputs, string, string]>([
    [
      'too long',
      'bert',
      inputs([Array<number>(65).fill(5)]),
      'too-big',
      'The text has 65 tokens, but the model reads at most 64.',
    ],
    [
      'too long, positions from padding',
      'roberta',
      inputs([Array<number>(65).fill(5)]),
      'too-big',
      'The text has 65 tokens, but the model reads at most 64.',
    ],
    [
      'an id that is not in the vocabulary',
      'bert',
      inputs([[2, 400]]),
      'usage',
      'The model has no token id 400: it knows 0 to 399.',
    ],
    ['a negative id', 'bert', inputs([[2, -1]]), 'usage', 'The model has no token id -1: it knows 0 to 399.'],
    [
      'a token type',
      'roberta',
      inputs([[0, 5]], { tokenTypeIds: BigInt64Array.of(0n, 1n) }),
      'usage',
      'The model has no token type 1: it knows 0 to 0.',
    ],
    [
      'a negative position',
      'bert',
      inputs([[2, 5]], { positionIds: BigInt64Array.of(0n, -1n) }),
      'usage',
      'The model has no position -1: it knows 0 to 63.',
    ],
    ['no tokens', 'bert', inputs([[]]), 'usage', 'There is nothing to read: the text has no tokens.'],
    [
      'a short mask',
      'bert',
      inputs([[2, 5]], { attentionMask: BigInt64Array.of(1n) }),
      'usage',
      'attention_mask has 1 numbers instead of 1 x 2.',
    ],
  ])('%s', async (_, model, given, code, message) => {
    await expect(run(model, given)).rejects.toMatchObject({ name: 'LensError', code, message });
  });
});

test('the longest text that the position table has room for', async () => {
  for (const model of models.keys())
    expect(await logits(model, inputs([Array<number>(64).fill(5)]))).not.toContain(NaN);
});

test('padding does not count as text where positions come from the ids', async () => {
  const padded = inputs([[...Array<number>(64).fill(5), ...Array<number>(10).fill(1)]]);
  expect(await logits('roberta', padded)).not.toContain(NaN);
});

test('position ids that are passed are used; what is left out is what transformers uses', async () => {
  const ids = [[2, 84, 371, 3]];
  const zeros = new BigInt64Array(4);
  const usual = await logits('bert', inputs(ids));
  expect(
    await logits('bert', inputs(ids, { positionIds: BigInt64Array.of(0n, 1n, 2n, 3n), tokenTypeIds: zeros })),
  ).toEqual(usual);
  expect(await logits('bert', inputs(ids, { positionIds: BigInt64Array.of(0n, 1n, 2n, 4n) }))).not.toEqual(usual);
  expect(await logits('bert', inputs(ids, { tokenTypeIds: BigInt64Array.of(0n, 0n, 1n, 1n) }))).not.toEqual(usual);
});

test('a query that may see nothing gives every key the same weight', async () => {
  const outputs = await run('bert', inputs([[2, 84, 371, 3]], { attentionMask: new BigInt64Array(4) }));
  expect(new Set(outputs.get('attentions.0')!.data)).toEqual(new Set([0.25]));
});

test('runs do not disturb each other', async () => {
  const [a, b] = [
    inputs([[2, 84, 371, 3]]),
    inputs([
      [2, 5, 3],
      [2, 9, 3],
    ]),
  ];
  const alone = [await logits('bert', a), await logits('bert', b)];
  expect(await Promise.all([logits('bert', a), logits('bert', b)])).toEqual(alone);
});
