import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partialDownload } from '../../../src/hub/download/download-model';
import { demoRepos } from '../../hub-server/demo-repos.mts';
import { deadEndpoint, startHub, type TestHub } from '../../hub-server/start-hub.mts';
import { runCli } from '../support/run-cli';

const id = 'demo/roberta-tiny-sentiment';

describe('download and --model ID', () => {
  let hub: TestHub;
  let cache: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    hub = await startHub({ repos: demoRepos() });
    cache = mkdtempSync(join(tmpdir(), 'model-lens-cli-cache-'));
    env = { HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: cache, HF_TOKEN: '' };
  });

  afterEach(async () => {
    await hub.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  it('downloads what a run needs, verified, and nothing else', async () => {
    const result = await runCli(['download', id, '--json'], { env });
    expect(result.code).toBe(0);
    const { path, commit, files } = result.json() as { path: string; commit: string; files: { path: string }[] };
    expect(path).toBe(join(cache, 'models--demo--roberta-tiny-sentiment', 'snapshots', commit));
    expect(files.map((file) => file.path).sort()).toEqual([
      'config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(files.every((file) => 'verified' in file && file.verified === true)).toBe(true);
    expect(readdirSync(path).sort()).toEqual(files.map((file) => file.path).sort());
  });

  it('takes the weights that are asked for', async () => {
    const chosen = await runCli(['download', id, '--weights', 'onnx/model_quantized.onnx', '--json'], { env });
    const paths = (chosen.json() as { files: { path: string }[] }).files.map((file) => file.path);
    expect(paths).toContain('onnx/model_quantized.onnx');
    expect(paths).not.toContain('model.safetensors');
    const missing = await runCli(['download', id, '--weights', 'onnx/none.onnx', '--json'], { env });
    expect(missing.code).toBe(1);
    expect(missing.json()).toMatchObject({ error: { code: 'not-found' } });
  });

  it('fetches a model when it is first used, and never asks again', async () => {
    const args = ['predict', '--model', id, '--text', 'I am excited', '--json'];
    const first = await runCli(args, { env });
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('Downloading demo/roberta-tiny-sentiment');
    const asked = hub.requests.length;
    const second = await runCli(args, { env });
    expect((second.json() as { results: unknown }).results).toEqual((first.json() as { results: unknown }).results);
    expect(hub.requests.length).toBe(asked);
    const offline = await runCli(args, { env: { ...env, HF_HUB_OFFLINE: '1' } });
    expect(offline.code).toBe(0);
  });

  it('describes a model by its config and headers without a download, and reads a tensor once it is fetched', async () => {
    const described = await runCli(['config', '--model', id, '--tensors', '--json'], { env });
    expect(described.json()).toMatchObject({ architecture: 'roberta', layers: 2, runs: true, parts: { mlp: 8384 } });
    expect(described.stderr).not.toContain('Downloading');
    expect(readdirSync(cache)).toEqual([]);
    const name = 'classifier.out_proj.bias';
    const read = await runCli(['config', '--model', id, '--statistics', name, '--json'], { env });
    expect(read.json()).toMatchObject({ parts: { mlp: 8384 }, statistics: { name, count: 3 } });
    const offline = await runCli(['config', '--model', id, '--json'], { env: { ...env, HF_HUB_OFFLINE: '1' } });
    expect(offline.json()).toMatchObject({ architecture: 'roberta', runs: true });
  });

  it('fetches only the tokenizer for tokens, and completes the model for a run', async () => {
    const tokens = await runCli(['tokens', '--model', id, '--text', 'a b', '--json'], { env });
    expect(tokens.code).toBe(0);
    expect(hub.requests.some(({ url }) => url.includes('.safetensors'))).toBe(false);
    const run = await runCli(['predict', '--model', id, '--text', 'a b', '--json'], { env });
    expect(run.code).toBe(0);
  });

  it('completes what Python has of an older kind, .bin weights, with weights that run', async () => {
    const commit = hub.repo(id).head;
    const snapshot = join(cache, `models--${id.replace('/', '--')}`, 'snapshots', commit);
    mkdirSync(snapshot, { recursive: true });
    writeFileSync(join(snapshot, 'pytorch_model.bin'), 'old weights');
    await runCli(['tokens', '--model', `${id}@${commit}`, '--text', 'a b', '--json'], { env });
    const run = await runCli(['predict', '--model', `${id}@${commit}`, '--text', 'a b', '--json'], { env });
    expect(run.code).toBe(0);
    expect(readdirSync(snapshot)).toContain('pytorch_model.bin');
  });

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    'is stopped by %s, keeps what is there, and goes on from it',
    async (signal) => {
      const big = 'demo/bert-small-untrained';
      // The first one asks for the header of the weights.
      hub.faults.add({ match: /./, origin: 'files', skip: 1, fault: { kind: 'stall', after: 5_000_000 } });
      const stop = (child: ChildProcess): void => {
        const watched = setInterval(() => {
          void partialDownload(cache, big).then((bytes) => {
            // Once: a second signal ends it at once.
            if (bytes > 1_000_000 && !child.killed) child.kill(signal);
          });
        }, 20);
        child.once('close', () => clearInterval(watched));
      };
      const stopped = await runCli(['download', big, '--json'], { env, started: stop });
      expect(stopped.json()).toMatchObject({ error: { code: 'cancelled' } });
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toContain('goes on where it was');
      const kept = await partialDownload(cache, big);
      expect(kept).toBeGreaterThan(1_000_000);
      hub.faults.clear();
      const before = hub.requests.length;
      expect((await runCli(['download', big, '--json'], { env })).code).toBe(0);
      const ranges = hub.requests.slice(before).map(({ origin, headers }) => origin === 'files' && headers.range);
      expect(ranges).toContain(`bytes=${kept}-`);
    },
  );

  it.each([
    ['offline mode', [id], { HF_HUB_OFFLINE: '1' }, 'offline', 1],
    ['a model that is not there', ['demo/none'], {}, 'not-found', 1],
    ['a gated model', ['demo/prompt-guard-gated'], {}, 'gated', 1],
    ['a revision that leads elsewhere', [`${id}@../../x`], {}, 'usage', 2],
    ['no id', [], {}, 'usage', 2],
  ])('says in words: %s', async (_name, args, extra, code, exit) => {
    const result = await runCli(['download', ...args, '--json'], { env: { ...env, ...extra } });
    expect(result.code).toBe(exit);
    expect(result.json()).toMatchObject({ error: { code } });
    expect(result.stderr).not.toMatch(/\bat .*\(|node:/);
  });

  it('says in words: a server that does not answer', async () => {
    const result = await runCli(['download', id, '--json'], { env: { ...env, HF_ENDPOINT: await deadEndpoint() } });
    expect(result.code).toBe(1);
    expect(result.json()).toMatchObject({ error: { code: 'offline' } });
  });

  it('refuses to run what does not run, before it is downloaded', async () => {
    const result = await runCli(['predict', '--model', 'demo/xlnet-base-sentiment', '--text', 'a', '--json'], {
      env,
    });
    expect(result.code).toBe(1);
    expect(result.json()).toMatchObject({ error: { code: 'unsupported' } });
    expect(hub.requests.some(({ origin, headers }) => origin === 'files' && headers.range === undefined)).toBe(false);
  });

  it('follows no link out of the cache', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'model-lens-elsewhere-'));
    symlinkSync(elsewhere, join(cache, 'models--demo--roberta-tiny-sentiment'));
    const { code } = await runCli(['download', id, '--json'], { env });
    expect(code).toBe(1);
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });
});
