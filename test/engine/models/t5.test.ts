import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../src/common/tensors/tensor';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import type { DecoderInputs } from '../../../src/engine/models/decoder-inputs';
import type { ModelInputs, ModelOutputs } from '../../../src/engine/models/loaded-model';
import { wrongIn } from './support/compare-folder';
import { otherSettings, referenceModels } from './support/golden';
import { modelWithConfig, modelWithTensors } from './support/model-folder';
import { batchOf, runOnce } from './support/run-once';

const plain = 't5-conditional-generation';
const infoOf = async (folder: string) => (await readCheckpoint(folder, null)).info;

describe('facts of T5', () => {
  test('both stacks', async () => {
    const checkpoint = await readCheckpoint(join(referenceModels, plain), null);
    expect(checkpoint.info).toMatchObject({
      kind: 'encoder-decoder',
      task: 'text2text-generation',
      ...{ layers: 2, heads: 4, hiddenSize: 32, vocabSize: 404, maxPositions: null },
      missingHead: [],
    });
    expect(checkpoint.facts).toMatchObject({ encoderLayers: 2, decoderLayers: 2, kvHeads: 4 });
    expect(checkpoint.decoder).toMatchObject({ startTokenId: 0, default: 'start' });
  });

  test('tied weights are counted once, a head of its own by itself', async () => {
    const tied = await infoOf(join(referenceModels, plain));
    const untied = await infoOf(
      await modelWithTensors(
        plain,
        (tensors) => new Map([...tensors, ['lm_head.weight', tensors.get('shared.weight')!]]),
      ),
    );
    expect(untied.parameters).toBe((tied.parameters ?? NaN) + 404 * 32);
  });

  test('stacks of different depth', async () => {
    const { facts } = await readCheckpoint(join(otherSettings, 't5-gated-silu'), null);
    expect(facts).toMatchObject({ encoderLayers: 1, decoderLayers: 3, layers: 3, heads: 3 });
  });

  test('the encoder alone', async () => {
    const bare = await readCheckpoint(join(otherSettings, 't5-encoder'), null);
    expect(bare.info).toMatchObject({ kind: 'encoder-only', task: null, layers: 2, missingHead: [] });
    expect(bare).toMatchObject({ decoder: null, facts: { encoderLayers: null, decoderLayers: null } });
    const info = await infoOf(join(otherSettings, 't5-token-classification'));
    expect(info).toMatchObject({ kind: 'encoder-only', task: 'token-classification', labels: ['O', 'A', 'B'] });
  });

  test('a class under its older name, and none at all', async () => {
    const old = modelWithConfig(plain, { architectures: ['T5WithLMHeadModel'] });
    expect(await infoOf(old)).toMatchObject({ task: 'text2text-generation', missingHead: [] });
    expect(await wrongIn(old, plain)).toEqual([]);
    const bare = await infoOf(modelWithConfig(plain, { architectures: null }));
    expect(bare).toMatchObject({ kind: 'encoder-decoder', task: null, className: null });
    const several = await infoOf(modelWithConfig(plain, { architectures: ['T5Model'], eos_token_id: [1, 2] }));
    expect(several).toMatchObject({ task: null });
  });

  test('heads that give the decoder the text', async () => {
    const { info, decoder } = await readCheckpoint(join(otherSettings, 't5-sequence-classification'), null);
    expect(info).toMatchObject({ task: 'text-classification', labels: ['L0', 'L1', 'L2', 'L3'], missingHead: [] });
    expect(decoder).toMatchObject({ startTokenId: 0, default: 'text' });
  });
});

describe('tensors in other places', () => {
  const renamed = (change: (name: string) => string) => (tensors: Map<string, Tensor>) =>
    new Map([...tensors].map(([name, tensor]) => [change(name), tensor]));

  test.each(['encoder.embed_tokens.weight', 'decoder.embed_tokens.weight', 'lm_head.weight'])(
    'the table of embeddings as %s alone',
    async (only) => {
      const folder = await modelWithTensors(
        plain,
        renamed((name) => name.replace('shared.weight', only)),
      );
      expect(await wrongIn(folder, plain)).toEqual([]);
    },
  );

  test('a body below its prefix, and the bias of cross-attention that old files have', async () => {
    const unused: [string, Tensor] = [
      'decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight',
      { dims: [8, 4], data: new Float32Array(32) },
    ];
    const change = renamed((name) => `transformer.${name}`);
    expect(
      await wrongIn(await modelWithTensors(plain, (tensors) => new Map([...change(tensors), unused])), plain),
    ).toEqual([]);
  });
});

describe('what the decoder is given', () => {
  const ids: ModelInputs = batchOf([[9, 3, 242, 1], [9, 3, 1, null]], 0); // prettier-ignore
  const run = (folder: string, inputs: ModelInputs): Promise<ModelOutputs> => runOnce(folder, null, inputs);
  const decoder = (rows: number[][], mask?: number[][]): DecoderInputs => ({
    inputIds: BigInt64Array.from(rows.flat(), BigInt),
    attentionMask: BigInt64Array.from(mask?.flat() ?? rows.flat().map(() => 1), BigInt),
    dims: [rows.length, rows[0]?.length ?? 0],
  });

  test('the start token alone, unless something is given', async () => {
    const folder = join(referenceModels, plain);
    const usual = await run(folder, ids);
    expect(usual.get('logits')?.dims).toEqual([2, 1, 404]);
    expect(await run(folder, { ...ids, decoder: decoder([[0], [0]]) })).toEqual(usual);
  });

  test('a start token that only generation_config.json has', async () => {
    const folder = modelWithConfig(plain, { decoder_start_token_id: undefined });
    const usual = await run(join(referenceModels, plain), ids);
    expect(await run(folder, ids)).toEqual(usual);
    rmSync(join(folder, 'generation_config.json'));
    await expect(run(folder, ids)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/"decoder_start_token_id"/) as unknown,
    });
    expect(await run(folder, { ...ids, decoder: decoder([[0], [0]]) })).toEqual(usual);
  });

  test.each<[string, DecoderInputs, RegExp]>([
    ['rows of other texts', decoder([[0]]), /1 rows of 1 tokens for 2 texts/],
    ['an id that is not in the vocabulary', decoder([[0], [404]]), /no token id 404 for its decoder/],
    ['no tokens', decoder([[], []]), /2 rows of 0 tokens/],
    ['a short mask', decoder([[0, 1], [0, 1]], [[1]]), /decoder_attention_mask has 1 numbers instead of 2 x 2/], // prettier-ignore
  ])('%s: refused', async (_, given, message) => {
    const inputs = { ...ids, decoder: given };
    await expect(run(join(referenceModels, plain), inputs)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message) as unknown,
    });
  });

  test('a model without a decoder of its own takes nothing', async () => {
    const encoder = join(otherSettings, 't5-encoder');
    await expect(run(encoder, { ...ids, decoder: decoder([[0], [0]]) })).rejects.toMatchObject({ code: 'usage' });
  });

  test('a head that reads the text through the decoder takes no other', async () => {
    const folder = join(otherSettings, 't5-sequence-classification');
    const shifted = decoder([[0, 9, 3, 242], [0, 9, 3, 1]]); // prettier-ignore
    expect(await run(folder, { ...ids, decoder: shifted })).toEqual(await run(folder, ids));
    await expect(run(folder, { ...ids, decoder: decoder([[0], [0]]) })).rejects.toMatchObject({ code: 'usage' });
  });
});
