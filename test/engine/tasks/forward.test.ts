import { describe, expect, it } from 'vitest';
import type { ModelInfo } from '../../../src/common/contracts/model';
import { CancellationSource, neverCancelled } from '../../../src/common/rpc/cancellation';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel, type LoadedModel, type ModelInputs } from '../../../src/engine/models/loaded-model';
import { runLogits } from '../../../src/engine/tasks/forward';
import { checkCanClassify, classifyLogits } from '../../../src/engine/tasks/text-classification';
import { modelFixture } from '../support/fixtures';

/** A batch of random real tokens, the rest of each row padding. */
function batch(rows: number, positions: number): ModelInputs {
  const at = (value: (row: number, position: number) => number): BigInt64Array<ArrayBuffer> =>
    BigInt64Array.from({ length: rows * positions }, (_, i) => BigInt(value(Math.floor(i / positions), i % positions)));
  const isReal = (row: number, position: number): boolean => position <= row % positions;
  return {
    inputIds: at((row, position) => (isReal(row, position) ? 5 + ((row * 31 + position * 7) % 300) : 0)),
    attentionMask: at((row, position) => Number(isReal(row, position))),
    tokenTypeIds: at(() => 0),
    dims: [rows, positions],
  };
}

describe('logits of large batches', () => {
  it('are those of the whole batch, computed some rows at a time', async () => {
    const checkpoint = await readCheckpoint(modelFixture('bert-sequence-classification'), null);
    const model = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs: 'prediction', runs: 'once' });
    const sizes: number[] = [];
    const watched: LoadedModel = { ...model, run: (inputs) => (sizes.push(inputs.dims[0]), model.run(inputs)) };
    const inputs = batch(250, 60);
    const found = await runLogits(watched, inputs, neverCancelled);
    expect(sizes).toEqual([136, 114]);
    const whole = (await model.run(inputs)).get('logits')!;
    expect(found.dims).toEqual(whole.dims);
    found.data.forEach((logit, i) => expect(Math.abs(logit - whole.data[i]!)).toBeLessThan(1e-4));
    await model.dispose();
  });

  it('stop between the parts when cancelled', async () => {
    const source = new CancellationSource();
    let runs = 0;
    const model = {
      run: () => {
        runs += 1;
        source.abort();
        return Promise.resolve(new Map([['logits', { dims: [136, 1], data: new Float32Array(136) }]]));
      },
    } as Partial<LoadedModel> as LoadedModel;
    await expect(runLogits(model, batch(250, 60), source)).rejects.toMatchObject({ code: 'cancelled' });
    expect(runs).toBe(1);
  });
});

const info: ModelInfo = {
  architecture: 'bert',
  className: 'BertForSequenceClassification',
  kind: 'encoder-only',
  task: 'text-classification',
  layers: 1,
  heads: 1,
  hiddenSize: 1,
  vocabSize: 1,
  maxPositions: 1,
  parameters: 1,
  dtypes: [],
  weightFiles: ['model.safetensors'],
  weightBytes: 1,
  labels: ['no', 'yes'],
  problemType: 'single_label_classification',
  missingHead: [],
};
const logits = (...values: number[]) => ({ dims: [1, values.length], data: Float32Array.from(values) });

describe('what a classification head says', () => {
  it.each([
    ['single_label_classification', [1000, 1000 - Math.log(3)], [0.75, 0.25]],
    ['multi_label_classification', [Math.log(3), -1000], [0.75, 0]],
    ['regression', [-3.5, 7], [-3.5, 7]],
  ] as const)('%s', (problemType, values, expected) => {
    const { rows, labels } = classifyLogits(logits(...values), { ...info, problemType });
    expect(labels).toEqual(['no', 'yes']);
    rows[0]!.probabilities.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
  });

  it('names labels that the config lacks', () => {
    expect(classifyLogits(logits(1, 2, 3), info).labels).toEqual(['no', 'yes', 'LABEL_2']);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => classifyLogits(logits(1, value), info)).toThrow(/not numbers/);
  });

  it('is refused for models that cannot', () => {
    expect(() => checkCanClassify(info)).not.toThrow();
    const missing = { ...info, missingHead: ['classifier.weight', 'classifier.bias'] };
    expect(() => checkCanClassify(missing)).toThrow(
      /model\.safetensors: classifier\.weight, classifier\.bias are missing/,
    );
    expect(() => checkCanClassify({ ...info, task: 'fill-mask' })).toThrow(/made for the task fill-mask/);
    expect(() => checkCanClassify({ ...info, task: null })).toThrow(/no head/);
  });
});
