import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DetailsState } from '../../../../src/common/contracts/hub/details-view';
import { LensError } from '../../../../src/common/errors/lens-error';
import { DetailsSession } from '../../../../src/host/hub/details/details-session';
import type { DetailsSource, ReadModel } from '../../../../src/host/hub/details/details-source';
import { folderFacts, folderInfo, readFolderText } from '../../../../src/host/hub/details/folder-files';
import { gate } from '../fakes';
import { assessment, repoInfo, runs, weights } from './fakes';

const root = mkdtempSync(join(tmpdir(), 'model-lens-details-'));
afterAll(() => rmSync(root, { recursive: true }));

const full = weights('model.safetensors');
const onnx = weights('onnx/model.onnx');
const known = { ...assessment, choices: [full, onnx], chosen: full.path };
const read: ReadModel = { info: repoInfo, assessment: known, verdict: runs, readme: null, offline: false };

type Source = Pick<DetailsSource, 'cache' | 'judge' | 'readme' | 'revisions'>;

function start(change: Partial<Source> = {}, preferred: () => string | null = () => null) {
  const cache = mkdtempSync(join(root, 'cache-'));
  const failures: unknown[] = [];
  const seen: DetailsState[] = [];
  const source: Source = {
    cache,
    judge: () => Promise.resolve(read),
    readme: () => Promise.resolve('# Model'),
    revisions: () => Promise.resolve([{ name: 'main', commit: repoInfo.commit }]),
    ...change,
  };
  const session = new DetailsSession({
    id: 'org/model',
    revision: null,
    source: source as DetailsSource,
    factsOf: (id) => ({ id, preferred: preferred(), download: null, inUse: false, favourite: true }),
    onChange: () => seen.push(session.state),
    onFailure: (_doing, error) => failures.push(error),
  });
  return { session, cache, failures, seen };
}

/** Puts files of the model into the cache, as large as they are on the Hub. */
function download(cache: string, ...paths: string[]): void {
  for (const path of paths) {
    const file = join(cache, 'models--org--model/snapshots', repoInfo.commit, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, Buffer.alloc(repoInfo.files.find((each) => each.path === path)?.bytes ?? 0));
  }
}

describe('the page of a model', () => {
  it('tells what was read, what a run needs and what is known here', async () => {
    const { session, seen } = start();
    expect(session.state.info.phase).toBe('loading');
    await session.load();
    expect(session.state).toMatchObject({
      verdict: runs,
      weights: 'model.safetensors',
      needed: ['config.json', 'model.safetensors', 'tokenizer.json'],
      neededBytes: 1600,
      revisions: [{ name: 'main' }],
      readme: { phase: 'ready', value: '# Model' },
      downloaded: false,
      favourite: true,
      offline: false,
    });
    expect(seen.length).toBeGreaterThan(1);
  });

  it('says from the first on that all is here already', async () => {
    const { session, cache, seen } = start();
    download(cache, 'config.json', 'model.safetensors', 'tokenizer.json');
    await session.load();
    expect(session.state).toMatchObject({ downloaded: true, verdict: { state: 'downloaded' } });
    expect(seen.filter(({ info, downloaded }) => info.phase === 'ready' && !downloaded)).toEqual([]);
  });

  it('follows other weights, and what comes into the cache', async () => {
    let preferred: string | null = null;
    const { session, cache } = start({}, () => preferred);
    download(cache, 'config.json', 'model.safetensors', 'tokenizer.json');
    await session.load();
    preferred = onnx.path;
    await session.refresh();
    expect(session.state).toMatchObject({ weights: onnx.path, downloaded: false, verdict: { state: 'runs' } });
    expect(session.state.needed).not.toContain('model.safetensors');
    download(cache, onnx.path);
    await session.refresh();
    expect(session.state).toMatchObject({ downloaded: true, verdict: { state: 'downloaded' } });
  });

  it('keeps the rest on show when a part cannot be read', async () => {
    const { session, failures } = start({
      readme: () => Promise.reject(new LensError('too-big', 'The README is too large.')),
      revisions: () => Promise.reject(new LensError('network', 'The connection was cut.')),
    });
    await session.load();
    expect(session.state).toMatchObject({
      info: { phase: 'ready' },
      readme: { phase: 'failed', message: 'The README is too large.' },
      revisions: [],
    });
    expect(failures).toHaveLength(2);
  });

  it('shows what the cache has in the place of what the Hub could not give, whatever comes first', async () => {
    const late = gate();
    const offline = new LensError('offline', 'The Hub cannot be reached.');
    const { session } = start({
      judge: () => Promise.resolve({ ...read, readme: '# Kept', offline: true }),
      readme: async () => {
        await late.opened;
        throw offline;
      },
      revisions: () => Promise.reject(offline),
    });
    const loading = session.load();
    await expect.poll(() => session.state.offline).toBe(true);
    late.open();
    await loading;
    expect(session.state.readme).toEqual({ phase: 'ready', value: '# Kept' });
  });

  it('says why a model could not be read', async () => {
    const verdict = { state: 'unknown', reason: 'The model is not on the Hub, or it is private.' } as const;
    const { session } = start({
      judge: () => Promise.resolve({ info: null, assessment: null, verdict, readme: null, offline: false }),
    });
    await session.load();
    expect(session.state.info).toMatchObject({ phase: 'failed', message: verdict.reason });
    expect(session.state).toMatchObject({ verdict, weights: null, needed: [], downloaded: false });
  });

  it('forgets an answer to what is no longer asked', async () => {
    const first = gate();
    let asked = 0;
    const { session } = start({
      judge: async (_id, revision) => {
        if (++asked === 1) await first.opened;
        return { ...read, info: { ...repoInfo, revision: revision ?? 'main' } };
      },
    });
    const older = session.load();
    await session.chooseRevision('v1');
    first.open();
    await older;
    expect(session.state.info).toMatchObject({ value: { revision: 'v1' } });
    expect(session.name).toBe('org/model@v1');
    await session.chooseRevision('main');
    expect([session.name, session.revision]).toEqual(['org/model', null]);
  });
});

describe('a model in a folder', () => {
  const folder = join(root, 'model');
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'config.json'), '{"model_type":"bert"}');
  const header = Buffer.from('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  writeFileSync(join(folder, 'model.safetensors'), Buffer.concat([length, header, Buffer.alloc(4)]));
  writeFileSync(join(folder, 'onnx/model.onnx'), 'onnx');

  it('is read as the Hub would tell it', async () => {
    const info = await folderInfo('org/model', folder, 'main', 'c'.repeat(40));
    expect(info.files.map(({ path }) => path)).toEqual(['config.json', 'model.safetensors', 'onnx/model.onnx']);
    const facts = await folderFacts(info, folder);
    expect(facts.config).toBe('{"model_type":"bert"}');
    expect(facts.headers).toHaveLength(1);
    expect(Buffer.from(facts.headers[0]?.header ?? []).subarray(8)).toEqual(header);
    expect(facts.memoryBytes).toBeGreaterThan(0);
  });

  it('has texts up to a size', async () => {
    expect(await readFolderText(folder, 'README.md', 10)).toBeNull();
    expect(await readFolderText(folder, 'onnx', 10)).toBeNull();
    expect(await readFolderText(folder, 'onnx/model.onnx', 4)).toBe('onnx');
    await expect(readFolderText(folder, 'onnx/model.onnx', 3)).rejects.toMatchObject({ code: 'too-big' });
  });
});
