import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { inspectBytes } from '../../../../src/engine/models/inspect-bytes';
import { loadModel, type LoadOptions, type ModelInputs } from '../../../../src/engine/models/loaded-model';
import { node } from '../../formats/onnx/support/tiny-graph';
import { onnxExport } from '../../support/fixtures';
import { rename, valueInfo } from '../support/edit-graph';
import { compareCase, inputsOf, readGolden, referenceModels } from '../support/golden';
import { copyModel, modelWithConfig } from '../support/model-folder';
import { editOnnx } from '../support/onnx-file';
import { batchOf, runOnce } from '../support/run-once';

const file = 'onnx/model.onnx';
const batch = batchOf(
  [
    [0, 272, 271, 68, 73, 2],
    [0, 44, 87, 2, null, null],
  ],
  1,
);

/** A copy of a model with one of the other exports of it. */
function withExport(model: string, how: string): string {
  const folder = copyModel(model);
  cpSync(onnxExport(`${model}.${how}.onnx`), join(folder, 'export.onnx'));
  return folder;
}

/** A copy of a model whose ONNX file is changed. */
function changed(model: string, change: (graph: GraphProto) => unknown): string {
  const folder = copyModel(model);
  editOnnx(join(folder, file), change);
  return folder;
}

async function run(folder: string, weights: string, outputs: LoadOptions['outputs'], inputs: ModelInputs = batch) {
  const checkpoint = await readCheckpoint(folder, weights);
  const loaded = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs, runs: 'once' });
  try {
    return await loaded.run(inputs);
  } finally {
    await loaded.dispose();
  }
}

async function missing(folder: string, weights = file): Promise<string | null> {
  const checkpoint = await readCheckpoint(folder, weights);
  return checkpoint.format === 'onnx' ? checkpoint.missing : null;
}

describe('other exports give what transformers gives', () => {
  test.each([
    ['bert-masked-lm', 'opset23', 11],
    ['llama-causal-lm', 'dynamo', 18],
    ['bloom-causal-lm', 'dynamo', 20],
    ['bart-sequence-classification', 'dynamo', 6],
    ['roberta-sentiment', 'fused', 16],
    ['roberta-sentiment', 'multi-head', 16],
    ['gpt2-causal-lm', 'fused', 16],
    ['t5-conditional-generation', 'dynamo', 12],
  ])('%s, %s', async (model, how, least) => {
    const folder = withExport(model, how);
    const { golden, tensors } = await readGolden(join(referenceModels, model));
    const inner = new Map([...tensors].filter(([name]) => /(attentions|hidden_states)\.\d+$|\.logits$/.test(name)));
    let count = 0;
    for (const each of golden.cases) {
      const outputs = await run(folder, 'export.onnx', 'inspect', inputsOf(each));
      const { wrong, compared } = compareCase(each, inner, outputs, golden.tolerance.relative_to_max_abs);
      expect(wrong).toEqual([]);
      count += compared;
    }
    expect(count).toBeGreaterThanOrEqual(least);
  });
});

test('attention of whole numbers: within what int8 makes of the other numbers', async () => {
  const folder = withExport('roberta-sentiment', 'quantised');
  const { golden, tensors } = await readGolden(join(referenceModels, 'roberta-sentiment'));
  const inner = new Map([...tensors].filter(([name]) => /(attentions|hidden_states)\.\d+$/.test(name)));
  let count = 0;
  for (const each of golden.cases) {
    const outputs = await run(folder, 'export.onnx', 'inspect', inputsOf(each));
    // As of the int8 export in reference-values.test.ts.
    const { wrong, compared } = compareCase(each, inner, outputs, 0.06);
    expect(wrong).toEqual([]);
    count += compared;
  }
  expect(count).toBeGreaterThanOrEqual(16);
});

describe('what is known before loading', () => {
  test('names, and the room that results take', async () => {
    const checkpoint = await readCheckpoint(join(referenceModels, 'roberta-sentiment'), file);
    if (checkpoint.format !== 'onnx') throw new Error('no ONNX');
    expect(checkpoint.missing).toBeNull();
    expect(checkpoint.results.map(({ name }) => name)).toEqual([
      'logits',
      'attentions.0',
      'attentions.1',
      'hidden_states.0',
      'hidden_states.1',
      'hidden_states.2',
    ]);
    const floats = 2 * (3 + 2 * 4 * 10 * 10 + 3 * 10 * 32);
    expect(inspectBytes(checkpoint, [2, 10])).toBe(4 * floats);
  });

  test.each<[string, () => string, string, RegExp]>([
    [
      'attention in one operation, with a mask that no exporter writes',
      () => {
        const folder = withExport('roberta-sentiment', 'fused');
        editOnnx(join(folder, 'export.onnx'), (graph) => {
          const made = graph.node.findIndex(({ opType }) => opType === 'Attention');
          const mask = '/model/roberta/Cast_output_0_int32';
          graph.node.splice(made, 0, node('Mul', [mask, mask], ['squared']));
          rename(graph, 'mask_index_0', 'squared');
          graph.node = graph.node.filter(({ opType }) => opType !== 'ReduceSum');
        });
        return folder;
      },
      'export.onnx',
      /^export\.onnx shows neither attention nor hidden states: how its attention is masked cannot be told/,
    ],
    [
      'other layers than the config has',
      () => modelWithConfig('roberta-sentiment', { num_hidden_layers: 3 }),
      file,
      /2 of its operations are built as attentions, but config\.json speaks of 3 layers/,
    ],
    [
      'states of another size at the end',
      () => modelWithConfig('roberta-sentiment', { word_embed_proj_dim: 16 }),
      file,
      /^onnx\/model\.onnx shows no hidden states: its last state is brought to another size/,
    ],
    [
      'one stack of two',
      () => modelWithConfig('roberta-sentiment', { model_type: 'unheard-of', is_encoder_decoder: true }),
      file,
      /one of the two stacks/,
    ],
  ])('why there are none: %s', async (_what, folder, weights, sentence) => {
    const made = folder();
    expect(await missing(made, weights)).toMatch(sentence);
    expect((await run(made, weights, 'inspect')).get('logits')?.dims).toEqual([2, 3]);
  });

  test('what the file gives by itself is not looked for', async () => {
    const folder = changed('roberta-sentiment', (graph) => {
      graph.node.push(node('Identity', ['logits'], ['attentions.0']));
      graph.output.push(valueInfo('attentions.0', DataType.FLOAT, ['batch', 3]));
    });
    const outputs = await run(folder, file, 'inspect');
    expect([...outputs.keys()]).toEqual([
      'logits',
      'attentions.0',
      'hidden_states.0',
      'hidden_states.1',
      'hidden_states.2',
    ]);
    expect(outputs.get('attentions.0')).toEqual(outputs.get('logits'));
  });
});

describe('results by name', () => {
  test('are those of all, and nothing else is given', async () => {
    for (const weights of [file, 'model.safetensors']) {
      const folder = join(referenceModels, 'roberta-sentiment');
      const all = await runOnce(folder, weights, batch);
      const one = await run(folder, weights, ['attentions.1']);
      expect([...one.keys()]).toEqual(['attentions.1']);
      expect(one.get('attentions.1')?.dims).toEqual([2, 4, 6, 6]);
      const [a, b] = [one, all].map((each) => each.get('attentions.1')?.data ?? []);
      a?.forEach((weight, index) => expect(weight).toBeCloseTo(b?.[index] ?? NaN, 6));
      const prediction = await run(folder, weights, 'prediction');
      expect([...prediction.keys()]).toEqual(['logits']);
      await expect(run(folder, weights, ['attentions.2'])).rejects.toMatchObject({ code: 'usage' });
    }
  });
});

test('the probabilities are those inside the graph, to the bit', async () => {
  const inner = '/model/roberta/encoder/layer.1/attention/self/Softmax_output_0';
  for (const name of ['onnx/model.onnx', 'onnx/model_quantized.onnx']) {
    const folder = copyModel('roberta-sentiment');
    const found = await run(folder, name, ['attentions.1']);
    editOnnx(join(folder, name), (graph) => {
      graph.output.push(valueInfo(inner, DataType.FLOAT, ['batch', 4, 'queries', 'keys']));
    });
    const expected = await run(folder, name, [inner]);
    expect(found.get('attentions.1')?.data).toEqual(expected.get(inner)?.data);
  }
});

describe('shapes that are not those of attention are refused', () => {
  const refused = { code: 'unsupported', message: expect.stringMatching(/so it is something else/) as unknown };

  test('other heads than the config has', async () => {
    const folder = modelWithConfig('roberta-sentiment', { num_attention_heads: 8 });
    await expect(run(folder, file, 'inspect')).rejects.toMatchObject(refused);
  });

  test('softmax over queries', async () => {
    const folder = changed('roberta-sentiment', ({ node: nodes }) => {
      for (const { opType, attribute } of nodes) if (opType === 'Softmax') attribute[0]!.i = 2n;
    });
    await expect(run(folder, file, 'inspect')).rejects.toMatchObject(refused);
  });
});
