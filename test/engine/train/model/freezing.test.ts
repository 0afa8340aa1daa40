import { describe, expect, test } from 'vitest';
import { batchOf, kindOf, openCase, readTrainingGolden } from './support/training-case';

/** Names that are trained, as far as their first parts. */
async function trained(name: string, freezeLayers: number, freezeEmbeddings: boolean): Promise<Set<string>> {
  const { model } = await openCase(name, { freezeLayers, freezeEmbeddings });
  const names = model.parameters.map((parameter) => parameter.name);
  const batch = batchOf(readTrainingGolden(name).batches[0]![0]!, kindOf(name));
  const { gradients } = await model.backward(batch, { divisor: 1, seed: 1, step: 1, microBatch: 0 });
  expect([...gradients.keys()].sort()).toEqual([...names].sort());
  expect(model.tensors.length).toBeGreaterThan(model.parameters.length);
  await model.dispose();
  return new Set(names.map((each) => /^(.*?\.\d+|.*embeddings|[^.]*(?:\.[^.]+)?)/.exec(each)?.[0] ?? each));
}

describe('frozen parameters have no gradient', () => {
  test('embeddings alone', async () => {
    expect(await trained('seqcls-bert', 0, true)).toEqual(
      new Set(['bert.encoder.layer.0', 'bert.encoder.layer.1', 'bert.pooler', 'classifier.bias', 'classifier.weight']),
    );
  });
  test('embeddings and a layer', async () => {
    expect(await trained('seqcls-bert', 1, false)).toEqual(
      new Set(['bert.encoder.layer.1', 'bert.pooler', 'classifier.bias', 'classifier.weight']),
    );
  });
  test('of GPT-2 the table that is the output layer as well', async () => {
    expect(await trained('causal-gpt2', 1, false)).toEqual(new Set(['transformer.h.1', 'transformer.ln_f']));
  });
  test('of an encoder-decoder the layers of the encoder', async () => {
    const names = await trained('seq2seq-t5', 2, false);
    expect([...names].sort()).toEqual([
      'decoder.block.0',
      'decoder.block.1',
      'decoder.final_layer_norm',
      'encoder.final_layer_norm',
    ]);
  });
  test('more layers than there are', async () => {
    await expect(openCase('seqcls-bert', { freezeLayers: 3 })).rejects.toMatchObject({ code: 'usage' });
  });
});

test('what is left has the gradient that it has with everything trained', async () => {
  const batch = batchOf(readTrainingGolden('seqcls-bert').batches[0]![0]!, 'single_label_classification');
  const options = { divisor: 16, seed: 1, step: 1, microBatch: 0 };
  const all = await openCase('seqcls-bert');
  const whole = await all.model.backward(batch, options);
  const some = await openCase('seqcls-bert', { freezeLayers: 1 });
  const part = await some.model.backward(batch, options);
  for (const [name, gradient] of part.gradients) {
    const expected = whole.gradients.get(name)!;
    gradient.forEach((value, index) => expect(Math.abs(value - expected[index]!)).toBeLessThan(1e-6));
  }
  await Promise.all([all.model.dispose(), some.model.dispose()]);
});
