import { create } from '@bufbuild/protobuf';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import type { ModelOutputs } from '../../../../src/engine/models/loaded-model';
import { temporaryFolder } from '../../support/fixtures';
import { cacheLayout } from '../support/cache-layout';
import { cast, castInputs, rename, valueInfo } from '../support/edit-graph';
import { packInFourBits, roundToFourBits, toHalf } from '../support/few-bits';
import { relativeDifference } from '../support/golden';
import { copyModel, modelWithConfig } from '../support/model-folder';
import { editOnnx, moveOut } from '../support/onnx-file';
import { batchOf, runOnce } from '../support/run-once';

const file = 'onnx/model.onnx';
const batch = batchOf(
  [
    [0, 272, 271, 68, 73, 2],
    [0, 44, 87, 2, null, null],
  ],
  1,
);

/** A copy of a model whose only weights are its ONNX file, changed. */
function changed(model: string, change: (graph: GraphProto) => void): string {
  const folder = copyModel(model);
  rmSync(join(folder, 'model.safetensors'));
  editOnnx(join(folder, file), change);
  return folder;
}

function expectSame(actual: ModelOutputs, expected: ModelOutputs, tolerance = 1e-6): void {
  const [a, b] = [actual.get('logits'), expected.get('logits')];
  if (!a || !b) throw new Error('no logits');
  expect(relativeDifference('logits', a, b, [])).toBeLessThan(tolerance);
}

const original = (model = 'roberta-sentiment'): Promise<ModelOutputs> => runOnce(copyModel(model), file, batch);

describe('element types', () => {
  test.each([
    ['int32', DataType.INT32],
    ['float32', DataType.FLOAT],
  ])('ids and masks in %s', async (_name, type) => {
    const folder = changed('roberta-sentiment', (graph) => castInputs(graph, type));
    expectSame(await runOnce(folder, null, batch), await original());
  });

  test('results in float16', async () => {
    const folder = changed('roberta-sentiment', (graph) => {
      rename(graph, 'logits', 'exact');
      graph.node.push(cast('exact', 'logits', DataType.FLOAT16));
      graph.output = [valueInfo('logits', DataType.FLOAT16, ['batch', 3])];
    });
    expectSame(await runOnce(folder, null, batch), await original(), 1e-3);
  });

  test('weights in float16, which are facts of the model', async () => {
    const folder = changed('roberta-sentiment', (graph) => {
      for (const tensor of graph.initializer.filter(({ dataType, dims }) => dataType === 1 && dims.length === 2)) {
        const name = tensor.name;
        tensor.name = `${name} half`;
        tensor.dataType = DataType.FLOAT16;
        tensor.rawData = toHalf(tensor.rawData);
        graph.node.unshift(cast(tensor.name, name, DataType.FLOAT));
      }
    });
    expectSame(await runOnce(folder, null, batch), await original(), 5e-3);
    const { info } = await readCheckpoint(folder, null);
    expect(info).toMatchObject({ parameters: 33251, dtypes: ['float16', 'float32'] });
  });

  test('weights in four bits (MatMulNBits), whose packed numbers are counted', async () => {
    const folder = changed('roberta-sentiment', packInFourBits);
    const { info } = await readCheckpoint(folder, null);
    expect(info.dtypes).toEqual(['float32', 'int4']);
    // With the scales of each block of 32.
    expect(info.parameters).toBeGreaterThan(33251);
    expect(info.parameters).toBeLessThan(33251 * 1.1);
    expectSame(await runOnce(folder, null, batch), await original(), 0.5);
    const rounded = changed('roberta-sentiment', roundToFourBits);
    expectSame(await runOnce(folder, null, batch), await runOnce(rounded, null, batch), 1e-4);
  });
});

describe('sizes that the file fixes', () => {
  const fixed = (rows: number | string, positions: number | string) => (graph: GraphProto) => {
    graph.input = graph.input.map(({ name }) => valueInfo(name, DataType.INT64, [rows, positions]));
  };

  test.each([
    [1, 'sequence'],
    ['batch', 9],
    [1, 9],
    [5, 6],
  ])('%s rows of %s', async (rows, positions) => {
    const folder = changed('roberta-sentiment', fixed(rows, positions));
    expectSame(await runOnce(folder, null, batch), await original());
  });

  test('logits of each token are those of the batch as it was given', async () => {
    const folder = changed('gpt2-causal-lm', fixed(1, 16));
    const found = (await runOnce(folder, null, batch)).get('logits');
    expect(found?.dims).toEqual([2, 6, 400]);
    const expected = (await original('gpt2-causal-lm')).get('logits');
    if (!found || !expected) throw new Error('no logits');
    expect(
      relativeDifference('logits', found, expected, [
        [1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 0, 0],
      ]),
    ).toBeLessThan(1e-5);
  });

  test('longer texts are refused, and the limit is known beforehand', async () => {
    const folder = changed('roberta-sentiment', fixed('batch', 5));
    expect((await readCheckpoint(folder, null)).info.maxPositions).toBe(5);
    await expect(runOnce(folder, null, batch)).rejects.toMatchObject({
      code: 'too-big',
      message: 'The text has 6 tokens, but onnx/model.onnx reads 5 and no more.',
    });
  });
});

describe('other inputs and results', () => {
  test('a decoder with an empty past, and a switch for it', async () => {
    const folder = changed('gpt2-causal-lm', (graph) => {
      graph.input.push(valueInfo('use_cache_branch', DataType.BOOL, [1]));
      for (const part of ['key', 'value']) {
        const name = `past_key_values.0.${part}`;
        graph.input.push(valueInfo(name, DataType.FLOAT, ['batch', 4, 'past', 8]));
        graph.output.push(valueInfo(`present.0.${part}`, DataType.FLOAT, ['batch', 4, 'past', 8]));
        graph.node.push(create(NodeProtoSchema, { opType: 'Identity', input: [name], output: [`present.0.${part}`] }));
      }
    });
    const outputs = await runOnce(folder, null, batch);
    const expected = await original('gpt2-causal-lm');
    expect([...outputs.keys()]).toEqual([...expected.keys()]);
    expectSame(outputs, expected);
  });

  test.each([
    ['hidden_states.0', 'hidden_states.0'],
    ['hidden_states_1', 'hidden_states.1'],
    ['attentions.11', 'attentions.11'],
    ['encoder_hidden_states.2', 'encoder_hidden_states.2'],
    ['sentence_embedding', 'sentence_embedding'],
  ])('a result called %s is %s', async (output, name) => {
    const folder = changed('roberta-sentiment', (graph) => {
      graph.node.push(create(NodeProtoSchema, { opType: 'Identity', input: ['logits'], output: [output] }));
      graph.output.push(valueInfo(output, DataType.FLOAT, ['batch', 3]));
    });
    const outputs = await runOnce(folder, null, batch);
    expect(outputs.get(name)).toEqual(outputs.get('logits'));
  });

  test('a bare body: its own results, and no head', async () => {
    const folder = changed('roberta-sentiment', (graph) => {
      rename(graph, 'logits', 'last_hidden_state');
      graph.output = [valueInfo('last_hidden_state', DataType.FLOAT, ['batch', 3])];
    });
    expect((await readCheckpoint(folder, null)).info).toMatchObject({ task: null, labels: [] });
    expect([...(await runOnce(folder, null, batch)).keys()][0]).toBe('last_hidden_state');
  });
});

describe('which weights a folder is opened with', () => {
  test('safetensors where they run, else the ONNX file', async () => {
    const files = async (folder: string) => (await readCheckpoint(folder, null)).info.weightFiles;
    expect(await files(copyModel('roberta-sentiment'))).toEqual(['model.safetensors']);
    expect(await files(modelWithConfig('gpt2-causal-lm', { model_type: 'unheard-of' }))).toEqual([file]);
    expect(await files(modelWithConfig('roberta-sentiment', { quantization_config: { bits: 4 } }))).toEqual([file]);
    expect(await files(changed('roberta-sentiment', () => undefined))).toEqual([file]);
  });

  test('broken safetensors are told, not passed over', async () => {
    const folder = modelWithConfig('roberta-sentiment', { vocab_size: 401 });
    await expect(readCheckpoint(folder, null)).rejects.toMatchObject({ code: 'bad-file' });
  });
});

test('weights in other files are found through the links of the cache', async () => {
  const source = changed('roberta-sentiment', () => undefined);
  moveOut(join(source, file), 1000, (index) => `model.onnx_data_${index % 2}`);
  const names = ['config.json', file, 'onnx/model.onnx_data_0', 'onnx/model.onnx_data_1'];
  const places = ['small/a', 'xet/bb', 'xet/cc/deep', 'elsewhere/dd'];
  const snapshot = cacheLayout(source, temporaryFolder(), names, (index) => places[index] ?? '');
  expectSame(await runOnce(snapshot, null, batch), await original());
});
