import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';

const config = (model: string, ...args: string[]) => runCli(['config', '--model', model, ...args]);

/** A reference model with another `model_type`. */
function unknownModel(): string {
  const folder = temporaryFolder();
  cpSync(modelFixture('llama-causal-lm'), folder, { recursive: true });
  const path = join(folder, 'config.json');
  const fields = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...fields, model_type: 'xlance', architectures: ['XlanceForCausalLM'] }));
  return folder;
}

describe('model-lens config', () => {
  it('gives the facts of a model, labels as id2label', async () => {
    const result = await config(modelFixture('roberta-sentiment'), '--json');
    expect(result.code).toBe(0);
    expect(result.json()).toMatchObject({
      architecture: 'roberta',
      kind: 'encoder-only',
      layers: 2,
      heads: 4,
      kvHeads: 4,
      headSize: 8,
      hiddenSize: 32,
      vocabSize: 400,
      maxPositions: 64,
      parameters: 33_251,
      dtypes: ['float32'],
      labels: { 0: 'negative', 1: 'neutral', 2: 'positive' },
      runs: true,
      problem: null,
      parts: { embedding: 14_944, attention: 8448, mlp: 8384, head: 1155, norms: 320 },
      config: { model_type: 'roberta', layer_norm_eps: 0.001 },
      defaults: { tie_word_embeddings: 'true' },
      tensorCount: 41,
    });
  });

  it('gives the layers of both stacks of an encoder-decoder', async () => {
    const result = await config(modelFixture('t5-conditional-generation'), '--json');
    expect(result.json()).toMatchObject({
      ...{ kind: 'encoder-decoder', layers: 2, encoderLayers: 2, decoderLayers: 2, heads: 4, kvHeads: 4 },
      ...{ vocabSize: 404, maxPositions: null, parameters: 54_336, tied: true },
    });
  });

  it('lists tensors and reads one', async () => {
    const name = 'model.norm.weight';
    const result = await config(modelFixture('llama-sharded-bfloat16'), '--tensors', '--statistics', name, '--json');
    const { tensors, statistics } = result.json() as { tensors: { name: string }[]; statistics: object };
    expect(tensors).toHaveLength(21);
    expect(tensors.find((tensor) => tensor.name === name)).toEqual({
      ...{ name, shape: [32], dtype: 'bfloat16', parameters: 32, role: 'parameter', part: 'norms', tiedTo: null },
      file: 'model-00002-of-00003.safetensors',
    });
    expect(statistics).toMatchObject({ name, count: 32, finite: 32, nan: 0 });
  });

  it('describes an architecture that is not covered, and says that it does not run', async () => {
    const folder = unknownModel();
    const result = await config(folder, '--json');
    expect(result.code).toBe(0);
    expect(result.json()).toMatchObject({
      ...{ architecture: 'xlance', kind: 'decoder-only', layers: 2, heads: 4, kvHeads: 2, parameters: 49_312 },
      ...{ task: 'text-generation', weightFiles: ['model.safetensors'], weightBytes: 197_248, runs: false },
      problem: 'The architecture xlance is not covered yet (config.json: "model_type": "xlance").',
    });
    const text = (await config(folder)).stdout;
    expect(text).toContain('It does not run here: The architecture xlance is not covered yet');
  });

  it('is a page of text for people', async () => {
    const { stdout } = await config(modelFixture('gpt2-causal-lm'), '--tensors', '--statistics', 'wte.weight');
    expect(stdout).toMatch(/^architecture +gpt2$/m);
    expect(stdout).toMatch(/^parameters +40320$/m);
    expect(stdout).toMatch(/^2 x layer +25,408$/m);
    expect(stdout).toMatch(/^ {2}attention \(self\) +4,224$/m);
    expect(stdout).toMatch(/^head, tied +0$/m);
    expect(stdout).toMatch(/^mlp +16,704 +41\.4 %$/m);
    expect(stdout).toMatch(/^h\.0\.attn\.bias +\[1, 1, 64, 64\] +float32 +buffer$/m);
    expect(stdout).toMatch(/^wte\.weight\n {2}count +12800$/m);
  });

  it('says that a model, a tensor or statistics are not there', async () => {
    const missing = await config(modelFixture('no-such-model'), '--json');
    expect(missing.code).toBe(1);
    expect(missing.json()).toMatchObject({ error: { code: 'not-found' } });
    const tensor = await config(modelFixture('bert-base-model'), '--statistics', 'no.such', '--json');
    expect(tensor.code).toBe(1);
    expect(tensor.json()).toMatchObject({ error: { message: 'There is no tensor "no.such" in the weights.' } });
    const broken = temporaryFolder();
    writeFileSync(join(broken, 'config.json'), '{');
    expect((await config(broken, '--json')).json()).toMatchObject({ error: { code: 'bad-file' } });
  });
});
