import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../src/common/contracts/hub/assessment';
import { HubClient } from '../../../src/hub/api/hub-client';
import type { HubAccess } from '../../../src/hub/http/hub-access';
import { judgeRepo, type JudgeParams, type Judgement } from '../../../src/hub/inspect/judge-repo';
import { CacheBuilder, commit, write } from '../support/cache-builder';
import { accessTo, failureOf, sendJson, serve, type Handler, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
let cache: CacheBuilder;
beforeEach(() => {
  cache = new CacheBuilder();
});
afterEach(async () => {
  await server?.stop();
  cache.remove();
});

const sha = commit('a');
const sizes = { 'config.json': 2, 'tokenizer.json': 5, 'model.safetensors': 20, 'README.md': 9 };
const files = Object.entries(sizes).map(([path, bytes]) => ({ path, bytes }));
const weights = {
  path: 'model.safetensors',
  format: 'safetensors',
  dtypes: ['float32'],
  files: [{ path: 'model.safetensors', bytes: 20 }],
  bytes: 20,
  memoryBytes: 30,
  problem: null,
} as const;

/** What an engine would say; `assess` is the engine's own, tested with it. */
function assessed(changes: Partial<Assessment> = {}): Assessment {
  return {
    verdict: { state: 'runs', reason: 'safetensors float32' },
    checks: [],
    choices: [{ ...weights, files: [...weights.files], dtypes: [...weights.dtypes] }],
    chosen: 'model.safetensors',
    architecture: 'bert',
    info: null,
    ...changes,
  };
}

/** A Hub with one model; `resolve` answers for its files. */
async function judge(
  params: Partial<JudgeParams> & { gated?: unknown; resolve?: Handler; access?: Partial<HubAccess> } = {},
): Promise<Judgement> {
  const { gated = false, access, resolve, ...rest } = params;
  server = await serve((request, response) => {
    const siblings = files.map(({ path, bytes }) => ({ rfilename: path, size: bytes }));
    if (request.url?.startsWith('/api/models/org/name?')) sendJson(response, { sha, siblings, gated });
    else if (!request.url?.startsWith('/org/name/')) response.writeHead(404, { 'x-error-code': 'RepoNotFound' }).end();
    else if (resolve) resolve(request, response);
    else response.end('{}');
  });
  return judgeRepo({
    client: new HubClient(accessTo(server.url, access)),
    id: 'org/name',
    revision: null,
    cache: cache.cache,
    memoryBytes: 1e9,
    assess: () => assessed(),
    ...rest,
  });
}

/** Puts the model's files into the cache. */
function download(): void {
  for (const { path, bytes } of files) cache.linked('org/name', sha, path, Buffer.alloc(bytes, path));
}

const snapshotPath = (path: string): string => join(cache.repo('org/name'), 'snapshots', sha, path);
const needed = ['config.json', 'model.safetensors', 'tokenizer.json'];

describe('the verdict of a model of the Hub', () => {
  it("is the engine's, with the files that a run needs", async () => {
    const judgement = await judge();
    expect(judgement.verdict).toEqual({ state: 'runs', reason: 'safetensors float32' });
    expect(judgement.info).toMatchObject({ id: 'org/name', commit: sha });
    expect(judgement.needed.map(({ path }) => path).sort()).toEqual(needed);
    expect(judgement.assessment).toEqual(assessed());
  });

  it('is "downloaded" when all needed files are in the cache at this commit', async () => {
    download();
    rmSync(snapshotPath('README.md'));
    expect((await judge()).verdict).toEqual({ state: 'downloaded', reason: 'safetensors float32' });
  });

  it.each([
    ['a file is missing', () => rmSync(snapshotPath('tokenizer.json'))],
    ['a blob is missing', () => rmSync(join(cache.repo('org/name'), 'blobs'), { recursive: true })],
    ['a file was cut off', () => write(snapshotPath('model.safetensors'), Buffer.alloc(19))],
  ])('is not "downloaded" when %s', async (_name, harm) => {
    download();
    harm();
    expect((await judge()).verdict.state).toBe('runs');
  });

  it('is not "downloaded" when another commit is in the cache, or it does not run', async () => {
    cache.linked('org/name', commit('b'), 'config.json', '{}');
    expect((await judge()).verdict.state).toBe('runs');
    download();
    await server?.stop();
    const verdict = { state: 'not_yet', reason: 'architecture xlnet' } as const;
    expect((await judge({ assess: () => assessed({ verdict, chosen: null }) })).verdict).toEqual(verdict);
  });

  it('comes with the size of what does not run', async () => {
    const verdict = { state: 'too_big', reason: 'needs 17 of 11 GB free' } as const;
    const judgement = await judge({ assess: () => assessed({ verdict, chosen: null }) });
    expect(judgement.needed.map(({ path }) => path).sort()).toEqual(needed);
  });

  const gatedAnswer: Handler = (_request, response) => {
    response.writeHead(401, { 'x-error-code': 'GatedRepo' }).end();
  };
  it.each([
    ['auto', { token: () => Promise.resolve(null) }, 'sign in, and accept its terms on the Hub'],
    ['auto', {}, 'accept its terms on the Hub'],
    ['manual', {}, 'ask for access on the Hub; its authors decide'],
  ])('is "gated" with what to do: %s, %j', async (gated, access, reason) => {
    const judgement = await judge({ gated, access, resolve: gatedAnswer });
    expect(judgement).toMatchObject({ verdict: { state: 'gated', reason }, assessment: null, needed: [] });
    expect(judgement.info).toMatchObject({ gated });
  });

  it('of a gated one with access is as of any other', async () => {
    expect((await judge({ gated: 'manual' })).verdict.state).toBe('runs');
  });

  it('is "unknown" with the reason when it cannot be read', async () => {
    const offline = await judge({ access: { offline: () => true } });
    expect(offline).toMatchObject({ info: null, verdict: { state: 'unknown' } });
    expect(offline.verdict.reason).toContain('offline');
    const missing = await judge({ id: 'org/none' });
    expect(missing.verdict).toMatchObject({ state: 'unknown', reason: expect.stringContaining('private') as string });
    const broken = await judge({ resolve: (_request, response) => void response.writeHead(410).end() });
    expect(broken.verdict).toMatchObject({ state: 'unknown', reason: expect.stringContaining('410') as string });
    expect(broken.info).not.toBeNull();
  });

  it('is not given for work that is cancelled, nor for a mistake of the engine', async () => {
    expect(await failureOf(judge({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' });
    const wrong = (): never => {
      throw new TypeError('a mistake');
    };
    expect(await failureOf(judge({ assess: wrong }))).toBeInstanceOf(TypeError);
  });
});
