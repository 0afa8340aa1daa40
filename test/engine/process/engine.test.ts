import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { defaultEncodeOptions, type EncodeOptions } from '../../../src/common/contracts/run';
import { EnginePool, type Engine } from '../../../src/host/engine/engine-pool';
import { modelFixture, temporaryFolder } from '../support/fixtures';

const log: string[] = [];
const pool = (): EnginePool =>
  (current = new EnginePool({
    modulePath: inject('engineProgram'),
    log: (line) => log.push(line),
    maxProcesses: 2,
    isMemoryShort: () => false,
  }));
let current: EnginePool | undefined;
afterEach(() => current?.dispose());

const open = (folder: string, weights: string | null = null): Promise<Engine> =>
  pool().get({ folder, weights, device: 'cpu', threads: 1 });

const run = (engine: Engine, texts: string[], options: Partial<EncodeOptions> = {}, predict = true) =>
  engine.request('run', {
    inputs: texts.map((text) => ({ text, pair: null })),
    options: { ...defaultEncodeOptions, ...options },
    predict,
  });

describe('the engine process', () => {
  it('opens a model, tokenizes and predicts', async () => {
    const engine = await open(modelFixture('roberta-sentiment'));
    expect(engine.opened.tokenizer).toMatchObject({
      ok: true,
      value: { model: expect.stringContaining('BPE') as string },
    });
    expect(engine.opened.model).toMatchObject({ ok: true, value: { architecture: 'roberta', layers: 2 } });
    const first = await run(engine, ['The café sold 3 cups.', 'a']);
    expect(first.rows).toHaveLength(2);
    expect(first.rows[1]!.padding).toBe(first.rows[0]!.length - first.rows[1]!.length);
    expect(first).toMatchObject({ device: 'cpu', threads: 1, prediction: { ok: true } });
    expect(first.loadMs).toBeGreaterThan(0);
    expect(first.modelMs).toBeGreaterThan(0);
    if (!first.prediction?.ok) throw new Error('no prediction');
    const { rows, labels } = first.prediction.value;
    expect(labels).toHaveLength(3);
    for (const { logits, probabilities } of rows) {
      expect(logits).toHaveLength(3);
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
    const second = await run(engine, ['b']);
    expect(second.loadMs).toBeNull();
    expect(second.runId).not.toBe(first.runId);
  });

  it('gives the same numbers once it is ready for many runs', async () => {
    const engine = await open(modelFixture('roberta-sentiment'));
    const logits = async (): Promise<number[]> => {
      const { prediction } = await run(engine, ['The café sold 3 cups.']);
      if (!prediction?.ok) throw new Error('no prediction');
      return [...prediction.value.rows[0]!.logits];
    };
    const before = await logits();
    // Reading lines of a file makes the model ready at once, a pause after a run a little later.
    const inputs = [{ text: 'The café sold 3 cups.', pair: null }];
    const lines = await engine.request('classify', { inputs, options: defaultEncodeOptions });
    const close = before.map((logit): unknown => expect.closeTo(logit, 5));
    expect([...lines.classification.rows[0]!.logits]).toEqual(close);
    expect(await logits()).toEqual(close);
  });

  it.each(['onnx/model.onnx', 'onnx/model_quantized.onnx'])('runs %s, soon and often', async (weights) => {
    const logits = async (engine: Engine): Promise<number[]> => {
      const { prediction } = await run(engine, ['The café sold 3 cups.', 'a']);
      if (!prediction?.ok) throw new Error('no prediction');
      return prediction.value.rows.flatMap((row) => [...row.logits]);
    };
    const expected = await logits(await open(modelFixture('roberta-sentiment')));
    const engine = await open(modelFixture('roberta-sentiment'), weights);
    expect(engine.opened.model).toMatchObject({ ok: true, value: { weightFiles: [weights] } });
    const digits = weights.includes('quantized') ? 0.8 : 4;
    const close = expected.map((logit): unknown => expect.closeTo(logit, digits));
    expect(await logits(engine)).toEqual(close);
    await engine.request('classify', { inputs: [{ text: 'a', pair: null }], options: defaultEncodeOptions });
    expect(await logits(engine)).toEqual(close);
  });

  it('opens an ONNX file of any architecture, and says what it cannot do', async () => {
    const engine = await open(modelFixture('gpt2-causal-lm'), 'onnx/model.onnx');
    expect(engine.opened).toMatchObject({
      tokenizer: { ok: true },
      model: { ok: true, value: { architecture: 'gpt2', kind: 'decoder-only', weightFiles: ['onnx/model.onnx'] } },
    });
    const { rows, prediction } = await run(engine, ['The café']);
    expect(rows[0]?.length).toBeGreaterThan(2);
    expect(prediction).toMatchObject({ ok: false, error: { code: 'unsupported' } });
  });

  it('answers for the tokens of a run, cut ones too, until newer runs push it out', async () => {
    const engine = await open(modelFixture('roberta-sentiment'));
    const { runId, rows, maxLength } = await run(engine, ['word '.repeat(500)], { maxLength: 10 }, false);
    expect(maxLength).toBe(10);
    expect(rows[0]).toMatchObject({ length: 10, padding: 0, textTokens: 8, textUnits: rows[0]!.tokens[8]!.end });
    expect(rows[0]!.cut).toBeGreaterThan(256);
    expect(rows[0]!.cutTokens).toHaveLength(256);
    const input = await engine.request('tokens', { runId, row: 0, part: 'input', from: 2, to: 5 });
    expect(input).toEqual(rows[0]!.tokens.slice(2, 5));
    const cut = await engine.request('tokens', { runId, row: 0, part: 'cut', from: 250, to: 1e9 });
    expect(cut).toHaveLength(rows[0]!.cut - 250);
    const touched = await engine.request('tokensInRange', {
      runId,
      row: 0,
      sequence: 0,
      start: 0,
      end: 2500,
      limit: 300,
    });
    expect(touched).toHaveLength(300);
    expect(new Set(touched.map(({ part }) => part))).toEqual(new Set(['input', 'cut']));
    const stages = await engine.request('stages', { runId, row: 0, maxCharacters: 9 });
    expect(stages).toMatchObject({ text: 'word word', clipped: true });
    await expect(engine.request('tokens', { runId, row: 1, part: 'input', from: 0, to: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    for (let i = 0; i < 16; i++) await run(engine, ['x'], {}, false);
    await expect(engine.request('stages', { runId, row: 0, maxCharacters: 9 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('reads half a surrogate pair and an empty text', async () => {
    const engine = await open(modelFixture('roberta-sentiment'));
    const { rows, prediction } = await run(engine, ['a \ud83d b', '', '\udf89']);
    expect(prediction?.ok).toBe(true);
    expect(rows.map(({ length }) => length > 1)).toEqual([true, true, true]);
    const last = rows[0]!.tokens.findLast(({ sequence }) => sequence === 0);
    expect([last?.start, last?.end]).toEqual([4, 5]);
  });

  it('drops a run that waits when a newer one comes', async () => {
    const engine = await open(modelFixture('bert-sequence-classification'));
    const runs = ['a', 'b', 'c', 'd'].map((text) => run(engine, [text]));
    const settled = await Promise.allSettled(runs);
    const cancelled = settled.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    );
    expect(cancelled.length).toBeGreaterThanOrEqual(2);
    expect(new Set(cancelled)).toEqual(new Set(['cancelled']));
    expect(settled[3]).toMatchObject({ status: 'fulfilled' });
  });

  it('classifies the rows of a file without dropping any, and finds vocabulary', async () => {
    const engine = await open(modelFixture('bert-sequence-classification'));
    const texts = Array.from({ length: 256 }, (_, index) => `line ${index} ${'and more '.repeat(index % 5)}`);
    const inputs = texts.map((text) => ({ text, pair: null }));
    const calls = [0, 1].map(() => engine.request('classify', { inputs, options: defaultEncodeOptions }));
    for (const { classification, lengths } of await Promise.all(calls)) {
      expect(classification.rows).toHaveLength(256);
      expect(lengths).toHaveLength(256);
    }
    const { total, matches } = await engine.request('vocabulary', { query: 'a', limit: 5 });
    expect(total).toBeGreaterThan(5);
    expect(matches).toHaveLength(5);
  });

  it('shows the tokens of a model that cannot predict, and says why', async () => {
    const folder = temporaryFolder();
    const from = modelFixture('bert-sequence-classification');
    for (const name of ['config.json', 'tokenizer.json']) copyFileSync(join(from, name), join(folder, name));
    writeFileSync(join(folder, 'model.safetensors'), 'not a model');
    const broken = await open(folder);
    expect(broken.opened).toMatchObject({ tokenizer: { ok: true }, model: { ok: false, error: { code: 'bad-file' } } });
    const found = await run(broken, ['a']);
    expect(found.rows[0]!.length).toBeGreaterThan(2);
    expect(found.prediction).toMatchObject({ ok: false, error: { code: 'bad-file' } });
    const bare = await open(modelFixture('bert-base-model'));
    expect((await run(bare, ['a'])).prediction).toMatchObject({
      ok: false,
      error: { code: 'missing-weights', message: expect.stringMatching(/model\.safetensors.*classifier/) as string },
    });
  });

  it('opens a folder without anything', async () => {
    const engine = await open(temporaryFolder());
    expect(engine.opened).toMatchObject({ tokenizer: { ok: false }, model: { ok: false } });
    await expect(run(engine, ['a'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('reads 10,000,000 characters, and refuses more in a plain sentence', async () => {
    const engine = await open(modelFixture('bert-sequence-classification'));
    // Words this long are one unknown token each.
    const half = `${'x'.repeat(124)} `.repeat(40_000);
    const { rows, prediction } = await run(engine, [half + half]);
    expect(rows[0]!.cut).toBeGreaterThan(79_000);
    expect(prediction?.ok).toBe(true);
    await expect(run(engine, [half, half, 'x'])).rejects.toMatchObject({ code: 'too-big' });
    expect((await run(engine, ['a'])).prediction?.ok).toBe(true);
  }, 120_000);

  it('gives memory back when it is unloaded, and its files free', async () => {
    const engine = await open(modelFixture('bert-sequence-classification'));
    await run(engine, ['a']);
    const { resident, peak } = await engine.request('memory', {});
    expect(resident).toBeGreaterThan(20e6);
    expect(peak).toBeGreaterThanOrEqual(resident * 0.9);
    engine.process.dispose();
    await expect.poll(() => engine.process.exit?.expected).toBe(true);
    expect(() => process.kill(engine.process.pid!, 0)).toThrow('ESRCH');
  });
});
