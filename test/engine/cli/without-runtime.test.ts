import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

/** ONNX Runtime has no build for some platforms (darwin-x64): its package is then there without a binary. */
describe('without a binary of ONNX Runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-no-runtime-'));
  const modules = join(dirname(createRequire(import.meta.url).resolve('tokenizers/package.json')), '..');

  beforeAll(() => {
    const own = join(folder, 'node_modules');
    mkdirSync(join(folder, 'dist'));
    cpSync(inject('cliProgram'), join(folder, 'dist/cli.js'));
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
});
