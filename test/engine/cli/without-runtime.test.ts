import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { EngineProcess } from '../../../src/host/engine/engine-process';
import { factsOfFolder } from '../assess/support/facts';
import { modelFixture } from '../support/fixtures';

/** ONNX Runtime has no build for some platforms (darwin-x64): its package is then there without a binary. */
describe('without a binary of ONNX Runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-no-runtime-'));
  const modules = join(dirname(createRequire(import.meta.url).resolve('tokenizers/package.json')), '..');

  beforeAll(() => {
    const own = join(folder, 'node_modules');
    mkdirSync(join(folder, 'dist'));
    cpSync(inject('cliProgram'), join(folder, 'dist/cli.js'));
    cpSync(inject('engineProgram'), join(folder, 'dist/engine.js'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'model-lens', version: '0.0.0' }));
    symlinkSync(join(modules, '../media'), join(folder, 'media'));
    mkdirSync(join(own, 'onnxruntime-node'), { recursive: true });
    for (const name of ['tokenizers', 'onnxruntime-common']) symlinkSync(join(modules, name), join(own, name));
    for (const name of readdirSync(join(modules, 'onnxruntime-node')).filter((each) => each !== 'bin')) {
      cpSync(join(modules, 'onnxruntime-node', name), join(own, 'onnxruntime-node', name), { recursive: true });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]): { status: number | null; json: unknown } {
    const { status, stdout } = spawnSync(process.execPath, ['dist/cli.js', ...args, '--json'], { cwd: folder });
    return { status, json: JSON.parse(stdout.toString()) };
  }

  it('tokens and config work', () => {
    expect(run('tokens', '--model', 'sample', '--text', 'great').status).toBe(0);
    const { status, json } = run('config', '--model', 'sample');
    expect(status).toBe(0);
    expect(json).toMatchObject({ kind: 'encoder-only' });
  });

  it('a prediction says why it cannot be made', () => {
    const { status, json } = run('predict', '--model', 'sample', '--text', 'great');
    expect(status).toBe(1);
    expect(json).toMatchObject({
      error: { code: 'device', message: expect.stringContaining('ONNX Runtime') as string },
    });
  });

  it('doctor gives the reason for every device', () => {
    const { json } = run('doctor');
    const { devices } = json as { devices: { works: boolean; reason: string | null }[] };
    expect(devices.length).toBeGreaterThan(0);
    for (const { works, reason } of devices) {
      expect(works).toBe(false);
      expect(reason).toContain('cannot be loaded');
    }
  });

  describe('the engine process', () => {
    async function ask<Answer>(question: (engine: EngineProcess) => Promise<Answer>): Promise<Answer> {
      const engine = EngineProcess.start({ modulePath: join(folder, 'dist/engine.js'), log: () => undefined });
      try {
        return await question(engine);
      } finally {
        engine.dispose();
      }
    }

    it('shows tokens, and in place of a prediction why there is none', async () => {
      const { rows, prediction } = await ask(async (engine) => {
        await engine.request('open', {
          folder: join(folder, 'media/sample-model'),
          weights: null,
          device: 'cpu',
          threads: 1,
        });
        const inputs = [{ text: 'great', pair: null }];
        return engine.request('run', { inputs, options: defaultEncodeOptions, predict: true });
      });
      expect(rows).toHaveLength(1);
      expect(prediction).toMatchObject({ ok: false, error: { code: 'device' } });
    });

    it.each([64e9, 1])('says of no model that it would run, whatever the memory (%d bytes)', async (memoryBytes) => {
      const facts = factsOfFolder(modelFixture('roberta-sentiment'), memoryBytes);
      const { verdict, chosen, choices, checks } = await ask((engine) => engine.request('assess', facts));
      const reason = `ONNX Runtime has no build for ${process.platform}-${process.arch}`;
      expect(verdict).toEqual({ state: 'not_yet', reason });
      expect(chosen).toBeNull();
      expect(choices.map(({ problem }) => problem)).toEqual(choices.map(() => reason));
      expect(checks.find(({ what }) => what === 'weights')).toMatchObject({ state: 'no' });
    });

    it('keeps a reason that lies in the model', async () => {
      const { files, ...others } = factsOfFolder(modelFixture('roberta-sentiment'));
      const withoutOnnx = files.filter(({ path }) => !path.endsWith('.onnx'));
      const facts = { ...others, files: withoutOnnx, config: '{"model_type": "unheard-of"}' };
      const { verdict } = await ask((engine) => engine.request('assess', facts));
      expect(verdict).toEqual({ state: 'not_yet', reason: 'architecture unheard-of' });
    });
  });
});
