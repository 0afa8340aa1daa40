import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TensorProto_DataType as DataType } from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel } from '../../../../src/engine/models/loaded-model';
import { node } from '../../formats/onnx/support/tiny-graph';
import { goldenFolder, goldenOf, goldenTensors } from '../../generate/support/golden';
import { copyExport, optimumModel } from '../../support/optimum';
import { relativeDifference as difference } from '../../support/tensors';
import { compareCase, inputsOf, readGolden, referenceModels } from '../support/golden';
import { cast, rename, valueInfo } from '../support/edit-graph';
import { editOnnx } from '../support/onnx-file';
import { batchOf, runOnce } from '../support/run-once';

const bart = join(referenceModels, 'bart-conditional-generation');
const t5 = goldenFolder('t5');
const whole = ['encoder_model', 'decoder_model', 'decoder_with_past_model', 'decoder_model_merged'];

/** The first text of a fixture of generation with what greedy search made of it, as one forward pass. */
function greedyInputs() {
  const [{ input_ids: ids, greedy } = { input_ids: [], greedy: [] }] = goldenOf('t5').prompts;
  const read = [0, ...greedy.slice(0, -1)];
  const decoder = {
    inputIds: BigInt64Array.from(read, BigInt),
    attentionMask: new BigInt64Array(read.length).fill(1n),
    dims: [1, read.length] as const,
  };
  return { ...batchOf([ids], 0), decoder };
}

describe('an encoder and a decoder in files of their own', () => {
  test('give what transformers gives, in every case', async () => {
    const folder = optimumModel(bart, ['encoder_model', 'decoder_model']);
    const { golden, tensors } = await readGolden(bart);
    for (const each of golden.cases) {
      const outputs = await runOnce(folder, null, inputsOf(each));
      const { wrong, compared } = compareCase(each, tensors, outputs, golden.tolerance.relative_to_max_abs);
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(0);
    }
  });

  test.each([
    ['two decoders', 'onnx/decoder_model.onnx'],
    ['two decoders that were merged', 'onnx/decoder_model_merged.onnx'],
  ])('%s: logits, hidden states and attentions of all three kinds', async (_, weights) => {
    const outputs = await runOnce(optimumModel(t5, whole), weights, greedyInputs());
    const expected = await goldenTensors('t5', 'greedy0');
    const names: [string, string][] = [
      ['logits', 'logits'],
      ['encoder_last_hidden_state', 'encoder_last_hidden'],
      ['encoder_hidden_states.2', 'encoder_last_hidden'],
      ...[0, 1].flatMap((layer): [string, string][] =>
        ['encoder', 'decoder', 'cross'].map((stack) => [`${stack}_attentions.${layer}`, `${stack}_attention_${layer}`]),
      ),
      ...[0, 1, 2].map((layer): [string, string] => [`decoder_hidden_states.${layer}`, `decoder_hidden_${layer}`]),
    ];
    for (const [name, golden] of names) {
      const [found, wanted] = [outputs.get(name), expected.get(golden)];
      if (!found || !wanted) throw new Error(`${name} is missing`);
      const dims = [1, ...wanted.dims];
      expect(found.dims).toEqual(dims);
      expect(difference(found, { dims, data: wanted.data })).toBeLessThan(5e-5);
    }
    expect(outputs.size).toBe(names.length + 2);
  });
});

describe('which files are used', () => {
  test('the merged decoder before the two, and by each of their names those that belong to it', async () => {
    const folder = optimumModel(t5, whole);
    const files = async (weights: string | null) => (await readCheckpoint(folder, weights)).info.weightFiles;
    const merged = ['onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx'];
    const apart = ['onnx/encoder_model.onnx', 'onnx/decoder_model.onnx', 'onnx/decoder_with_past_model.onnx'];
    expect(await files(null)).toEqual(merged);
    expect(await files('onnx/encoder_model.onnx')).toEqual(merged);
    expect(await files('onnx/decoder_model.onnx')).toEqual(apart);
    expect(await files('onnx/decoder_with_past_model.onnx')).toEqual(apart);
  });

  test('of one ending', async () => {
    const folder = optimumModel(t5, ['encoder_model', 'decoder_model_merged'], '_q4');
    copyExport('t5', 'encoder_model', join(folder, 'onnx/encoder_model.onnx'));
    const { info } = await readCheckpoint(folder, null);
    expect(info.weightFiles).toEqual(['onnx/encoder_model_q4.onnx', 'onnx/decoder_model_merged_q4.onnx']);
    expect(info).toMatchObject({ task: 'text2text-generation', kind: 'encoder-decoder' });
  });

  test('the decoder is not run for what the encoder gives', async () => {
    const checkpoint = await readCheckpoint(optimumModel(t5, ['encoder_model', 'decoder_model']), null);
    const outputs = ['encoder_attentions.1'];
    const model = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs, runs: 'once' });
    const found = await model.run(batchOf([[5, 6, 1]], 0));
    expect([...found.keys()]).toEqual(outputs);
    expect(found.get('encoder_attentions.1')?.dims).toEqual([1, 4, 3, 3]);
    await model.dispose();
    const all = { device: 'cpu', threads: 1, outputs: ['logits'], runs: 'once' } as const;
    const both = await loadModel(checkpoint, all);
    // Without a target the decoder is given its start token.
    expect((await both.run(batchOf([[5, 6, 1]], 0))).get('logits')?.dims).toEqual([1, 1, 260]);
    await both.dispose();
  });
});

describe('files that do not belong together', () => {
  const failure = (code: string, ...parts: string[]) => ({
    code,
    message: expect.stringMatching(new RegExp(parts.join('.*'))) as unknown,
  });

  test.each([
    ['an encoder alone', ['encoder_model'], 'onnx/encoder_model.onnx', 'onnx/decoder_model.onnx is not there'],
    [
      'a decoder alone',
      ['decoder_model_merged'],
      'onnx/decoder_model_merged.onnx',
      'onnx/encoder_model.onnx is not there',
    ],
    [
      'a decoder for what comes later',
      ['encoder_model', 'decoder_with_past_model'],
      'onnx/decoder_with_past_model.onnx',
      'onnx/decoder_model.onnx is not there',
    ],
  ])('%s', async (_, names, weights, sentence) => {
    await expect(readCheckpoint(optimumModel(t5, names), weights)).rejects.toMatchObject(
      failure('not-found', sentence),
    );
    await expect(readCheckpoint(optimumModel(t5, names), null)).rejects.toBeDefined();
  });

  test('the decoder of another model', async () => {
    const folder = optimumModel(t5, ['decoder_model']);
    copyExport('bart-conditional-generation', 'encoder_model', join(folder, 'onnx/encoder_model.onnx'));
    const sentence = ['encoder_model.onnx and onnx/decoder_model.onnx are not of one model', '32', '24'];
    await expect(readCheckpoint(folder, null)).rejects.toMatchObject(failure('bad-file', ...sentence));
  });

  test('of another model, where the files do not say their sizes', async () => {
    const folder = optimumModel(t5, ['decoder_model']);
    copyExport('bart-conditional-generation', 'encoder_model', join(folder, 'onnx/encoder_model.onnx'));
    editOnnx(join(folder, 'onnx/encoder_model.onnx'), (graph) => {
      for (const { type } of graph.output) if (type?.value.case === 'tensorType') delete type.value.value.shape;
    });
    const options = { device: 'cpu', threads: 1, outputs: ['logits'], runs: 'once' } as const;
    const model = await loadModel(await readCheckpoint(folder, null), options);
    await expect(model.run(batchOf([[5, 6, 1]], 0))).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('onnx/decoder_model.onnx') as unknown,
      help: expect.stringContaining('onnx/encoder_model.onnx') as unknown,
    });
    await model.dispose();
  });

  test('the decoder for what comes later of another model', async () => {
    const folder = optimumModel(t5, whole);
    const changed = join(folder, 'onnx/decoder_with_past_model.onnx');
    editOnnx(changed, (graph) => {
      for (const { name, type } of graph.input) {
        const shape = name.startsWith('past') && type?.value.case === 'tensorType' ? type.value.value.shape : undefined;
        const [, heads] = shape?.dim ?? [];
        if (heads) heads.value = { case: 'dimValue', value: 8n };
      }
    });
    const sentence = ['onnx/decoder_model.onnx and onnx/decoder_with_past_model.onnx are not of one model', 'key'];
    const reading = readCheckpoint(folder, 'onnx/decoder_model.onnx');
    await expect(reading).rejects.toMatchObject(failure('bad-file', ...sentence));
  });

  test('an encoder for texts of one size', async () => {
    const folder = optimumModel(t5, ['encoder_model', 'decoder_model']);
    editOnnx(join(folder, 'onnx/encoder_model.onnx'), (graph) => {
      graph.input = graph.input.map(({ name }) => valueInfo(name, DataType.INT64, ['batch', 16]));
    });
    await expect(readCheckpoint(folder, null)).rejects.toMatchObject(failure('unsupported', 'texts of a fixed size'));
  });

  test('an encoder that gives no states', async () => {
    const folder = optimumModel(t5, ['encoder_model', 'decoder_model']);
    editOnnx(join(folder, 'onnx/encoder_model.onnx'), (graph) => {
      for (const output of graph.output) output.name = 'states';
      for (const node of graph.node) {
        node.output = node.output.map((name) => (name === 'last_hidden_state' ? 'states' : name));
      }
    });
    await expect(readCheckpoint(folder, null)).rejects.toMatchObject(
      failure('unsupported', 'gives no last_hidden_state'),
    );
  });

  test('an encoder that cannot be told of padding', async () => {
    const folder = optimumModel(bart, ['encoder_model', 'decoder_model']);
    editOnnx(join(folder, 'onnx/encoder_model.onnx'), (graph) => {
      graph.input = graph.input.filter(({ name }) => name !== 'attention_mask');
      rename(graph, 'attention_mask', 'ones');
      const shape = node('Shape', ['input_ids'], ['size']);
      graph.node.unshift(shape, node('ConstantOfShape', ['size'], ['zeros']), cast('zeros', 'whole', DataType.INT64));
      graph.node.splice(3, 0, node('Equal', ['whole', 'whole'], ['equal']), cast('equal', 'ones', DataType.INT64));
    });
    const texts = [
      [0, 30, 40, 2],
      [0, 50, 2, null],
    ];
    const alone = await runOnce(folder, null, batchOf([texts[0]!], 1));
    expect(alone.get('encoder_attentions.0')?.dims).toEqual([1, 4, 4, 4]);
    await expect(runOnce(folder, null, batchOf(texts, 1))).rejects.toMatchObject(
      failure('unsupported', 'no attention_mask'),
    );
  });
});
