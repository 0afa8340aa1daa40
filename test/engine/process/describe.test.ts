import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { EngineProcess } from '../../../src/host/engine/engine-process';
import { factsOfFolder } from '../assess/support/facts';
import { modelFixture, temporaryFolder } from '../support/fixtures';

let engine: EngineProcess;
beforeEach(() => {
  engine = EngineProcess.start({ modulePath: inject('engineProgram'), log: () => undefined });
});
afterEach(() => engine.dispose());

const open = (folder: string, weights: string | null = null) =>
  engine.request('open', { folder, weights, device: 'cpu', threads: 1 });

describe('an engine process', () => {
  it('says what its model is made of, with the tokens of its tokenizer', async () => {
    await open(modelFixture('roberta-sentiment'));
    const found = await engine.request('describe', {});
    expect(found).toMatchObject({
      architecture: 'roberta',
      parameters: { total: 33_251 },
      files: ['model.safetensors'],
    });
    expect(found.specialTokens.find(({ role }) => role === 'mask')?.token).toBe('<mask>');
    expect(found.configText).toBe(readFileSync(join(modelFixture('roberta-sentiment'), 'config.json'), 'utf8'));
  });

  it('reads a tensor of it, and tells how far it is', async () => {
    await open(modelFixture('llama-causal-lm'));
    const told: object[] = [];
    const name = 'model.embed_tokens.weight';
    const found = await engine.request('tensorStatistics', { name }, { onProgress: (value) => told.push(value) });
    expect(found).toMatchObject({ name, count: 15_360, finite: 15_360 });
    expect(found.std).toBeGreaterThan(0.3);
    expect(told.at(-1)).toEqual({ done: 2 * 61_440, total: 2 * 61_440 });
  });

  it('describes a model that it cannot run', async () => {
    const folder = temporaryFolder();
    cpSync(modelFixture('llama-causal-lm'), folder, { recursive: true });
    writeFileSync(join(folder, 'config.json'), '{"model_type": "xlance", "num_hidden_layers": 2}');
    const { model } = await open(folder);
    expect(model).toMatchObject({ ok: false, error: { code: 'unsupported' } });
    expect(await engine.request('describe', {})).toMatchObject({
      parameters: { total: 49_312 },
      diagram: { known: false },
    });
    const name = 'model.norm.weight';
    expect(await engine.request('tensorStatistics', { name })).toMatchObject({ count: 32 });
  });

  it('says of an ONNX file what its weights are called, and what lies in them', async () => {
    await open(modelFixture('roberta-sentiment'), 'onnx/model.onnx');
    const found = await engine.request('describe', {});
    expect(found.files).toEqual(['onnx/model.onnx']);
    expect(found.parameters?.total).toBeGreaterThan(30_000);
    expect(found.withoutStatistics).toBeNull();
    const [largest] = found.tensors.toSorted((a, b) => b.parameters - a.parameters);
    const { name = '', shape } = largest ?? {};
    expect(shape).toHaveLength(2);
    expect(await engine.request('tensorStatistics', { name })).toMatchObject({ count: largest?.parameters });
    await expect(engine.request('tensorStatistics', { name: 'a' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says what there is without weights, and what is missing without a config', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'config.json'), '{"model_type": "bert"}');
    await open(folder);
    const found = await engine.request('describe', {});
    expect(found).toMatchObject({ parameters: null, tensorCount: 0, layers: 12 });
    expect(found.withoutTensors).toContain('The folder holds no weights');
    const other = EngineProcess.start({ modulePath: inject('engineProgram'), log: () => undefined });
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await other.request('open', { folder: empty, weights: null, device: 'cpu', threads: 1 });
    await expect(other.request('describe', {})).rejects.toThrow('There is no config.json in empty.');
    other.dispose();
  });

  it('describes a repository without having opened anything', async () => {
    const facts = factsOfFolder(modelFixture('t5-conditional-generation'));
    const found = await engine.request('describeRepo', facts);
    expect(found).toMatchObject({ kind: 'encoder-decoder', parameters: { total: 54_336 } });
    expect(found.diagram.stacks.map(({ name }) => name)).toEqual(['encoder', 'decoder']);
    expect(found.withoutStatistics).toMatch(/once the model is downloaded/);
    await expect(engine.request('describeRepo', { ...facts, config: '{' })).rejects.toMatchObject({
      code: 'bad-file',
    });
  });

  it('stops reading a tensor when it is told to, and goes on living', async () => {
    await open(modelFixture('llama-causal-lm'));
    const stop = new CancellationSource();
    stop.abort();
    const name = 'model.norm.weight';
    await expect(engine.request('tensorStatistics', { name }, { signal: stop, spare: true })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await engine.request('tensorStatistics', { name })).toMatchObject({ count: 32 });
  });
});
