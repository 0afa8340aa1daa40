import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readIdsFile } from '../../../src/cli/input/ids-file';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { inspectBytes } from '../../../src/engine/models/inspect-bytes';
import { loadModel, type LoadOptions } from '../../../src/engine/models/loaded-model';
import { temporaryFolder } from '../support/fixtures';
import { otherSettings, referenceModels } from './support/golden';
import { copyModel, modelWithConfig, modelWithTensors } from './support/model-folder';
import { batchOf, runOnce } from './support/run-once';

const model = (name: string): string => join(referenceModels, name);
const text = batchOf([[5, 17, 40, 83, 12]], 0);

async function run(folder: string, outputs: LoadOptions['outputs'], inputs = text) {
  const checkpoint = await readCheckpoint(folder, 'model.safetensors');
  const loaded = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs, runs: 'once' });
  try {
    return await loaded.run(inputs);
  } finally {
    await loaded.dispose();
  }
}

describe('facts', () => {
  test.each([
    ['gpt2-causal-lm', 'GPT2LMHeadModel', 'text-generation', 4, 64, 40_320],
    ['llama-causal-lm', 'LlamaForCausalLM', 'text-generation', 2, 128, 49_312],
    ['llama3-causal-lm', 'LlamaForCausalLM', 'text-generation', 2, 128, 31_392],
    ['llama-sequence-classification', 'LlamaForSequenceClassification', 'text-classification', 1, 128, 12_416],
    ['mistral-causal-lm', 'MistralForCausalLM', 'text-generation', 2, 128, 49_312],
  ])('%s', async (name, className, task, kvHeads, maxPositions, parameters) => {
    const { info, facts } = await readCheckpoint(model(name), 'model.safetensors');
    const kind = 'decoder-only';
    expect(info).toMatchObject({ kind, className, task, maxPositions, parameters, layers: 2, missingHead: [] });
    expect(facts).toMatchObject({ kvHeads, encoderLayers: null, decoderLayers: null });
  });

  test('Mistral has 8 key-value heads unless its config says otherwise', async () => {
    const changed = modelWithConfig('mistral-causal-lm', { num_key_value_heads: undefined });
    await expect(readCheckpoint(changed, null)).rejects.toMatchObject({
      code: 'bad-file',
      message: 'config.json: the 4 attention heads are not a multiple of the 8 key-value heads.',
    });
  });

  test('the logits of all tokens count as what inspecting takes', async () => {
    const gpt2 = await readCheckpoint(model('gpt2-causal-lm'), 'model.safetensors');
    expect(inspectBytes(gpt2, [2, 10])).toBe(4 * 2 * 10 * (2 * 4 * 10 + 3 * 32 + 400));
  });
});

describe('where the weights are', () => {
  const rename = (change: (name: string) => string) =>
    modelWithTensors('gpt2-causal-lm', (tensors) => new Map([...tensors].map(([name, each]) => [change(name), each])));

  test('with and without the prefix of the body, and with masks of old', async () => {
    const names = [...(await readSafetensors(join(model('gpt2-causal-lm'), 'model.safetensors'))).keys()];
    expect(names.filter((name) => name.startsWith('transformer.'))).toEqual([]);
    expect(names).toContain('h.0.attn.bias');
    const prefixed = await rename((name) => `transformer.${name}`);
    expect(await run(prefixed, 'inspect')).toEqual(await run(model('gpt2-causal-lm'), 'inspect'));
  });

  test('a tied table under the name of the output layer', async () => {
    const moved = await rename((name) => (name === 'wte.weight' ? 'lm_head.weight' : name));
    expect(await run(moved, 'inspect')).toEqual(await run(model('gpt2-causal-lm'), 'inspect'));
  });

  test('an output layer that is neither tied nor there is named', async () => {
    const { info } = await readCheckpoint(modelWithConfig('llama3-causal-lm', { tie_word_embeddings: false }), null);
    expect(info).toMatchObject({ task: 'text-generation', missingHead: ['lm_head.weight'] });
  });

  test('a bare body', async () => {
    const { info, record } = await readCheckpoint(join(otherSettings, 'gpt2-unscaled'), null).then((checkpoint) => {
      if (checkpoint.format !== 'safetensors') throw new Error('another format');
      return checkpoint;
    });
    expect(info).toMatchObject({ className: 'GPT2Model', task: null, missingHead: ['score.weight'] });
    expect(record.outputs.map(({ name }) => name)).toContain('last_hidden_state');
  });
});

describe('how long a text may be', () => {
  const long = (length: number) => batchOf([Array<number>(length).fill(5)], 0);

  test('a position table ends', async () => {
    await expect(run(model('gpt2-causal-lm'), 'prediction', long(65))).rejects.toMatchObject({
      code: 'too-big',
      message: 'The text has 65 tokens, but the model reads at most 64.',
    });
  });

  test('rotary embeddings go on', async () => {
    const outputs = await run(model('llama-causal-lm'), 'prediction', long(150));
    expect(outputs.get('last_logits')!.data).not.toContain(NaN);
  });
});

test('a prediction has the logits of each last token alone, an inspection all of them', async () => {
  const padded = batchOf(
    [
      [5, 17, 40, null, null],
      [9, 8, 7, 6, 5],
    ],
    0,
  );
  for (const name of ['gpt2-causal-lm', 'llama3-causal-lm']) {
    const prediction = await run(model(name), 'prediction', padded);
    expect([...prediction.keys()]).toEqual(['last_logits']);
    const logits = (await run(model(name), 'inspect', padded)).get('logits')!;
    expect(logits.dims).toEqual([2, 5, 400]);
    const last = [...logits.data.slice(2 * 400, 3 * 400), ...logits.data.slice(9 * 400)];
    prediction.get('last_logits')!.data.forEach((value, index) => expect(value).toBeCloseTo(last[index]!, 4));
  }
});

test('a token sees nothing of what comes after it, nor beyond its window', async () => {
  const [a, b] = [batchOf([[5, 17, 40, 83, 12]], 0), batchOf([[5, 17, 40, 9, 9]], 0)];
  for (const folder of [model('gpt2-causal-lm'), model('llama-causal-lm'), join(otherSettings, 'mistral-window-3')]) {
    const [first, second] = [await runOnce(folder, null, a), await runOnce(folder, null, b)];
    const states = (outputs: typeof first) => [...outputs.get('hidden_states.2')!.data.slice(0, 3 * 16)];
    expect(states(second)).toEqual(states(first));
  }
  const attention = (await runOnce(join(otherSettings, 'mistral-window-3'), null, a)).get('attentions.0')!;
  const lastRow = [...attention.data.slice(20, 25)];
  expect(lastRow.map((weight) => weight > 0)).toEqual([false, false, true, true, true]);
});

test('queries, keys and scores of the neuron view, with keys of the groups', async () => {
  const names = ['queries.0', 'keys.0', 'scores.0', 'attentions.0'];
  const outputs = await run(model('llama-causal-lm'), names);
  expect(names.map((name) => outputs.get(name)!.dims)).toEqual([
    [1, 4, 5, 8],
    [1, 2, 5, 8],
    [1, 4, 5, 5],
    [1, 4, 5, 5],
  ]);
  const [query, key, scores] = names.map((name) => outputs.get(name)!.data) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  // Head 3 of 4 belongs to key head 1 of 2.
  const at = (data: Float32Array, head: number, row: number) =>
    data.slice((head * 5 + row) * 8, (head * 5 + row + 1) * 8);
  const product = at(query, 3, 4).reduce((sum, value, index) => sum + value * at(key, 1, 2)[index]!, 0);
  expect(scores[(3 * 5 + 4) * 5 + 2]).toBeCloseTo(product / Math.sqrt(8), 4);
});

test('a classifier whose padding is not known reads one text at a time', async () => {
  const folder = join(otherSettings, 'llama-without-padding');
  const two = batchOf(
    [
      [5, 17],
      [9, 8],
    ],
    0,
  );
  await expect(run(folder, 'prediction', two)).rejects.toMatchObject({
    code: 'usage',
    message:
      'The model reads one text at a time: config.json has no "pad_token_id" by which the end of a text could be found.',
  });
  expect((await run(folder, 'prediction')).get('logits')!.dims).toEqual([1, 3]);
});

test('older class names and settings of decoders are read', async () => {
  const folder = copyModel('gpt2-causal-lm');
  expect((await readCheckpoint(folder, 'model.safetensors')).info.missingHead).toEqual([]);
  const { info } = await readCheckpoint(
    modelWithConfig('llama-causal-lm', { is_decoder: true, pretraining_tp: 1 }),
    null,
  );
  expect(info).toMatchObject({ kind: 'decoder-only', task: 'text-generation' });
});

test('token types of GPT-2 are words, and only those that are given are added', async () => {
  const path = join(temporaryFolder(), 'ids.json');
  writeFileSync(path, JSON.stringify({ input_ids: [[5, 6, 7]], token_type_ids: [[9, 9, 4]] }));
  const inputs = await readIdsFile(path, await readCheckpoint(model('gpt2-causal-lm'), 'model.safetensors'));
  const logits = (await run(model('gpt2-causal-lm'), ['logits'], inputs)).get('logits');
  // transformers 5.23, the last token's first four.
  const expected = [4.374094, 1.988108, 0.846821, 0.163804];
  expected.forEach((each, id) => expect(logits?.data[2 * 400 + id]).toBeCloseTo(each, 3));
  const { inputIds, attentionMask, dims } = inputs;
  const without = (await run(model('gpt2-causal-lm'), ['logits'], { inputIds, attentionMask, dims })).get('logits');
  expect(without?.data[2 * 400]).not.toBeCloseTo(4.374094, 1);
});
