import { describe, expect, it } from 'vitest';
import { modelFixture } from '../support/fixtures';
import { runCli } from '../support/run-cli';

describe('model-lens config', () => {
  it('gives the facts of a model, labels as id2label', async () => {
    const { code, stdout } = await runCli(['config', '--model', modelFixture('roberta-sentiment'), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      architecture: 'roberta',
      kind: 'encoder-only',
      layers: 2,
      heads: 4,
      kvHeads: 4,
      hiddenSize: 32,
      vocabSize: 400,
      maxPositions: 64,
      dtypes: ['float32'],
      labels: { 0: 'negative', 1: 'neutral', 2: 'positive' },
    });
  });

  it('gives both stacks of an encoder-decoder', async () => {
    const { code, stdout } = await runCli(['config', '--model', modelFixture('t5-conditional-generation'), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      architecture: 't5',
      kind: 'encoder-decoder',
      task: 'text2text-generation',
      ...{ layers: 2, encoderLayers: 2, decoderLayers: 2, heads: 4, kvHeads: 4, hiddenSize: 32, vocabSize: 404 },
      maxPositions: null,
      labels: {},
    });
  });

  it('says that a model is not there', async () => {
    const { code, stdout } = await runCli(['config', '--model', modelFixture('no-such-model'), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'not-found' } });
  });
});
