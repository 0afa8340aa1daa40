import { beforeAll, describe, expect, inject, it } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import type { LensLook } from '../../../src/common/contracts/lens';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { lookToPython, type LookParams } from '../../../src/host/python/look-to-python';
import { modelFixture } from '../support/fixtures';
import { readGolden } from '../models/support/golden';
import { runPython } from './support/run-python';

const text = 'The café sold 3 cups.';
const target = 'Das Café sold 3.';
const sliding = {
  text: 'The bank raised rates and fell and the soup is good.',
  options: { ...defaultEncodeOptions, stride: 2 },
  maxLength: 8,
};
const look: LensLook = {
  tab: 'attention',
  kind: 'self',
  of: 'weights',
  layer: 1,
  head: 1,
  state: 1,
  axis: { mergeWords: false, leaveOutSpecial: false },
};

/** What each test looks at, computed by one Python process. */
const looks = {
  head: of('bert-sequence-classification'),
  mean: of('bert-sequence-classification', {
    layer: 0,
    head: null,
    axis: { mergeWords: false, leaveOutSpecial: true },
  }),
  words: of('bert-sequence-classification', {
    layer: 0,
    head: null,
    axis: { mergeWords: true, leaveOutSpecial: false },
  }),
  chosen: of('distilbert-sequence-classification', { head: 0 }, { chosen: [1, 3] }),
  meanOfAll: of('bert-sequence-classification', { head: null, allLayers: true }),
  rollout: of('roberta-sentiment', { of: 'rollout', head: null, allLayers: true }),
  rolloutFirst: of('roberta-sentiment', { of: 'rollout', head: null, layer: 0 }),
  states: of('gpt2-causal-lm', { tab: 'layers' }),
  cross: of('t5-conditional-generation', { kind: 'cross' }, { target }),
  decoder: of('t5-conditional-generation', { kind: 'decoder' }, { target }),
  decoderStates: of('t5-conditional-generation', { tab: 'layers', kind: 'decoder', state: 2 }, { target }),
  startAlone: of('t5-conditional-generation', { kind: 'cross' }),
  firstWindow: of('bert-sequence-classification', {}, sliding),
  nextWindow: of('bert-sequence-classification', {}, { ...sliding, window: 1 }),
} as const;
type Name = keyof typeof looks;
const names = Object.keys(looks) as Name[];
let outputs: Record<Name, number[][]>;

function of(model: string, looked: Partial<LensLook> = {}, more: Partial<LookParams> = {}) {
  return { model, looked, more };
}

async function programOf({ model, looked, more }: ReturnType<typeof of>): Promise<string> {
  const folder = modelFixture(model);
  return lookToPython({
    model: { id: model, revision: null, commit: null, folder, origin: 'folder' },
    info: (await readCheckpoint(folder, null)).info,
    text,
    pair: null,
    target: null,
    options: defaultEncodeOptions,
    maxLength: null,
    window: 0,
    look: { ...look, ...looked },
    chosen: [],
    ...more,
  });
}

/** The numbers of each line that has some, as they are printed. */
function numbersIn(output: string): number[][] {
  const rows = output.split('\n').map((line) => (line.match(/-?\d+\.\d{4}(?!\d)/g) ?? []).map(Number));
  return rows.filter((row) => row.length > 0);
}

/** A matrix or a list of vectors [rows, columns] out of the golden values: the first of the batch, at `offset`. */
async function golden(of: Name, name: string, head = 0): Promise<number[][]> {
  const { tensors } = await readGolden(modelFixture(looks[of].model));
  const { dims, data } = tensors.get(`short.${name}`) ?? expect.fail(`no ${name}`);
  const [rows = 0, columns = 0] = dims.slice(-2);
  const start = head * rows * columns;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.slice(start + row * columns, start + (row + 1) * columns), Number),
  );
}

/** The mean of a layer's heads, and those of all layers. */
async function meanOfHeads(of: Name, layer: number): Promise<number[][]> {
  const { tensors } = await readGolden(modelFixture(looks[of].model));
  const heads = tensors.get(`short.attentions.${layer}`)?.dims[1] ?? 0;
  const all = await Promise.all(Array.from({ length: heads }, (_, head) => golden(of, `attentions.${layer}`, head)));
  return (all[0] ?? []).map((row, i) => row.map((_, j) => sum(all.map((head) => head[i]?.[j] ?? 0)) / heads));
}

async function meansOfLayers(of: Name): Promise<number[][][]> {
  const { tensors } = await readGolden(modelFixture(looks[of].model));
  const layers = [...tensors.keys()].filter((name) => /^short\.attentions\.\d+$/.test(name)).length;
  return Promise.all(Array.from({ length: layers }, (_, layer) => meanOfHeads(of, layer)));
}

function multiplied(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) => row.map((_, j) => sum(row.map((value, k) => value * (b[k]?.[j] ?? 0)))));
}

function expectClose(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  const differences = actual.flatMap((row, i) => row.map((value, j) => Math.abs(value - (expected[i]?.[j] ?? NaN))));
  expect(Math.max(...differences)).toBeLessThan(1e-4);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const norms = (states: readonly (readonly number[])[]): number[][] => states.map((row) => [Math.hypot(...row)]);

describe.skipIf(inject('transformersPython') === null)(
  'what is looked at, run by Python (needs torch and transformers)',
  () => {
    beforeAll(async () => {
      const programs = await Promise.all(names.map((name) => programOf(looks[name])));
      const printed = runPython(programs);
      outputs = Object.fromEntries(
        names.map((name, index) => [name, numbersIn(printed[index] ?? '')]),
      ) as typeof outputs;
    }, 300_000);

    it('is the weights of a head', async () => {
      expectClose(outputs.head, await golden('head', 'attentions.1', 1));
    });

    it('is the mean of heads, without special tokens and by words', async () => {
      const mean = await meanOfHeads('mean', 0);
      expectClose(
        outputs.mean,
        mean.slice(1, -1).map((row) => row.slice(1, -1)),
      );
      expect(outputs.words.length).toBeLessThan(mean.length);
      // A column is a sum: rows of words still sum to 1.
      for (const row of outputs.words) expect(sum(row)).toBeCloseTo(1, 2);
    });

    it('is the sum of the chosen tokens', async () => {
      const weights = await golden('chosen', 'attentions.1', 0);
      const expected = (weights[1] ?? []).map((weight, key) => [weight + (weights[3]?.[key] ?? 0)]);
      expectClose(outputs.chosen, expected);
    });

    it('is the mean of all layers and heads', async () => {
      const means = await meansOfLayers('meanOfAll');
      const mean = (means[0] ?? []).map((row, i) => row.map((_, j) => sum(means.map((layer) => layer[i]?.[j] ?? 0))));
      expectClose(
        outputs.meanOfAll,
        mean.map((row) => row.map((value) => value / means.length)),
      );
    });

    it('is rollout, up to a layer and through all', async () => {
      const layers = (await meansOfLayers('rollout')).map((mean) =>
        mean.map((row, i) => row.map((value, j) => (value + Number(i === j)) / 2 / ((sum(row) + 1) / 2))),
      );
      const [first = []] = layers;
      expectClose(outputs.rolloutFirst, first);
      const all = layers.slice(1).reduce((product, layer) => multiplied(layer, product), first);
      expectClose(outputs.rollout, all);
    });

    it('is the norms of hidden states', async () => {
      expectClose(outputs.states, norms(await golden('states', 'hidden_states.1')));
    });

    it('is what a decoder does with its text', async () => {
      expectClose(outputs.cross, await golden('cross', 'cross_attentions.1', 1));
      expectClose(outputs.decoder, await golden('decoder', 'decoder_attentions.1', 1));
      expectClose(outputs.decoderStates, norms(await golden('decoderStates', 'decoder_hidden_states.2')));
      expect(outputs.startAlone).toHaveLength(1);
    });

    it('is a window of a text that is too long', () => {
      expect(outputs.firstWindow).toHaveLength(8);
      expect(outputs.nextWindow).not.toEqual(outputs.firstWindow);
    });
  },
);
