import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { RepoFacts } from '../../../src/common/contracts/hub/assessment';
import { EngineProcess } from '../../../src/host/engine/engine-process';
import { modelFixture } from '../support/fixtures';
import { factsOfFolder } from '../assess/support/facts';

let engine: EngineProcess;
beforeEach(() => {
  engine = EngineProcess.start({ modulePath: inject('engineProgram'), log: () => undefined });
});
afterEach(() => engine.dispose());

/** The native libraries in a process, where the system tells. */
function nativeLibraries(pid: number): string[] {
  const maps = `/proc/${pid}/maps`;
  if (!existsSync(maps)) return [];
  return readFileSync(maps, 'utf8').match(/[^/\n]+\.(node|so[^/\n]*)$/gm) ?? [];
}

describe('an engine process that has opened nothing', () => {
  it('says of a repository whether it runs, and loads nothing native for it', async () => {
    const found = await engine.request('assess', factsOfFolder(modelFixture('roberta-sentiment')));
    expect(found).toMatchObject({
      verdict: { state: 'runs', reason: 'safetensors float32, ONNX' },
      chosen: 'model.safetensors',
      info: { layers: 2, labels: ['negative', 'neutral', 'positive'] },
    });
    const native = nativeLibraries(engine.pid ?? 0).filter((name) => /onnxruntime|tokenizers/.test(name));
    expect(native).toEqual([]);
  });

  it('answers many at once, broken ones among them', async () => {
    const good = factsOfFolder(modelFixture('bert-base-model'));
    const bad: RepoFacts = { ...good, config: '{', headers: [] };
    const found = await Promise.all(
      Array.from({ length: 40 }, (_, index) => engine.request('assess', index % 2 === 0 ? good : bad)),
    );
    expect(found.map(({ verdict }) => verdict.state)).toEqual(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 'runs' : 'unknown')),
    );
  });

  it('then opens a model as ever', async () => {
    const folder = modelFixture('roberta-sentiment');
    await engine.request('assess', factsOfFolder(folder));
    const opened = await engine.request('open', {
      folder,
      weights: join('onnx', 'model.onnx'),
      device: 'cpu',
      threads: 1,
    });
    expect(opened).toMatchObject({ model: { ok: true, value: { weightFiles: ['onnx/model.onnx'] } } });
  });
});
