import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoRepos } from '../../hub-server/demo-repos.mts';
import { deadEndpoint, startHub, testTokens, type TestHub } from '../../hub-server/start-hub.mts';
import { runCli, type CliResult } from '../support/run-cli';

interface SearchJson {
  readonly models: {
    readonly id: string;
    readonly bytes: number | null;
    readonly architecture: string | null;
    readonly dtypes: string[];
    readonly verdict: { readonly state: string; readonly reason: string };
  }[];
  readonly next: string | null;
}

let hub: TestHub;
const cache = mkdtempSync(join(tmpdir(), 'model-lens-search-'));
beforeAll(async () => {
  hub = await startHub({ repos: demoRepos() });
});
afterAll(async () => {
  rmSync(cache, { recursive: true });
  await hub.stop();
});
afterEach(() => hub.faults.clear());

const noToken = { HF_TOKEN: '', HUGGING_FACE_HUB_TOKEN: '', HF_TOKEN_PATH: '/none', HF_HUB_OFFLINE: '' };
const run = (args: string[], env: Record<string, string> = {}): Promise<CliResult> =>
  runCli(args, { env: { ...noToken, HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: cache, ...env } });

async function search(args: string[], env: Record<string, string> = {}): Promise<SearchJson> {
  const result = await run(['search', ...args, '--json'], env);
  expect(result.stderr).toBe('');
  expect(result.code).toBe(0);
  return result.json() as SearchJson;
}
const idsOf = ({ models }: SearchJson): string[] => models.map(({ id }) => id);

describe('search', () => {
  it('gives each model with its verdict, before any of its weights are downloaded', async () => {
    const before = hub.requests.length;
    const found = await search(['distilbert']);
    expect(found).toEqual({
      models: [
        {
          id: 'demo/distilbert-tiny-classification',
          task: 'text-classification',
          downloads: 18_000,
          likes: 12,
          license: 'apache-2.0',
          gated: false,
          bytes: expect.any(Number) as number,
          architecture: 'distilbert',
          dtypes: ['float32'],
          verdict: { state: 'runs', reason: expect.stringContaining('safetensors float32') as string },
        },
      ],
      next: null,
    });
    const asked = hub.requests.slice(before).filter(({ url }) => /safetensors/.test(url));
    expect(asked.length).toBeGreaterThan(0);
    for (const { headers } of asked) expect(headers.range).toMatch(/^bytes=0-\d{1,5}$/);
  });

  it('tells every verdict', async () => {
    hub.faults.add({
      match: /xlm-roberta.*\/resolve\/.*config\.json/,
      fault: { kind: 'status', status: 410, headers: { 'x-error-message': 'Gone for good' } },
    });
    const download = await run(['download', 'demo/bert-tiny-masked-lm', '--json']);
    expect(download.code).toBe(0);
    const found = await search(['demo']);
    const verdicts = new Map(found.models.map(({ id, verdict }) => [id.replace('demo/', ''), verdict]));
    expect(verdicts.get('roberta-tiny-sentiment')).toMatchObject({ state: 'runs' });
    expect(verdicts.get('roberta-tiny-sentiment')?.reason).toMatch(/^safetensors float32, ONNX/);
    expect(verdicts.get('roberta-tiny-sentiment-onnx')?.reason).toMatch(/^ONNX/);
    expect(verdicts.get('bert-tiny-masked-lm')).toMatchObject({ state: 'downloaded' });
    expect(verdicts.get('xlnet-base-sentiment')).toEqual({ state: 'not_yet', reason: 'architecture xlnet' });
    expect(verdicts.get('prompt-guard-gated')).toEqual({
      state: 'gated',
      reason: 'sign in, and accept its terms on the Hub',
    });
    expect(verdicts.get('bert-giant-reward')?.state).toBe('too_big');
    expect(verdicts.get('bert-giant-reward')?.reason).toMatch(/^needs [\d.]+ of [\d.]+ GB free$/);
    expect(verdicts.get('xlm-roberta-tiny-classification')).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('410') as string,
    });
    const giant = found.models.find(({ id }) => id.includes('giant'));
    expect(giant?.bytes).toBeGreaterThan(64e9);
  });

  it('says of gated models what is to be done by whom', async () => {
    const [member] = (await search(['guard'], { HF_TOKEN: testTokens.member })).models;
    expect(member).toMatchObject({ verdict: { state: 'runs' }, gated: 'manual', architecture: 'bert' });
    const [reader] = (await search(['guard'], { HF_TOKEN: testTokens.reader })).models;
    expect(reader).toMatchObject({
      verdict: { state: 'gated', reason: 'ask for access on the Hub; its authors decide' },
      bytes: null,
      architecture: null,
      dtypes: [],
    });
  });

  it('goes on page by page, each model once', async () => {
    const all = idsOf(await search(['', '--limit', '50']));
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: SearchJson = await search(['--limit', '4', ...(cursor === '' ? [] : ['--cursor', cursor])]);
      expect(page.models.length).toBeLessThanOrEqual(4);
      ids.push(...idsOf(page));
      cursor = page.next;
    }
    expect(ids).toEqual(all);
    expect(new Set(ids).size).toBe(demoRepos().length);
  });

  it.each([
    [['--task', 'fill-mask'], ['demo/bert-tiny-masked-lm']],
    [['--author', 'model-lens'], ['model-lens/sample-sentiment']],
    [['--library', 'transformers.js'], ['demo/roberta-tiny-sentiment-onnx']],
    [['--license', 'other'], ['demo/prompt-guard-gated']],
    [['sentiment', '--author', 'demo', '--library', 'transformers', '--limit', '1'], ['demo/roberta-tiny-sentiment']],
    [['nothing-of-this-name'], []],
  ])('keeps to the filters %j', async (args, ids) => {
    expect(idsOf(await search(args))).toEqual(ids);
  });

  it.each([
    [[], 'trendingScore'],
    [['--sort', 'trending'], 'trendingScore'],
    [['--sort', 'downloads'], 'downloads'],
    [['--sort', 'likes'], 'likes'],
    [['--sort', 'recent'], 'lastModified'],
    [['--sort', 'lastModified'], 'lastModified'],
  ])('sorts as %j says', async (args, key) => {
    await search([...args, '--limit', '1']);
    const [listing] = hub.requests.filter(({ url }) => url.startsWith('/api/models?')).slice(-1);
    expect(listing?.url).toContain(`sort=${key}`);
  });

  it('is a table for people', async () => {
    const { code, stdout } = await run(['search', 'sentiment', '--limit', '2']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^model +task +size +downloads +likes +verdict\n/);
    expect(stdout).toMatch(/^model-lens\/sample-sentiment .* 3,400,000 +846 +runs here: safetensors/m);
    expect(stdout).toContain('There are more: --cursor ');
    expect((await run(['search', 'nothing-of-this-name'])).stdout).toBe('No model matches.\n');
    expect((await run(['search', '--help'])).stdout).toMatch(/^model-lens search QUERY: .*\n\n +QUERY /);
  });
});

describe('a search that is wrong', () => {
  it.each([
    [['--sort', 'best'], '--sort takes one of trending'],
    [['--limit', '0'], 'at least 1'],
    [['--limit', '1001'], '1000 at most'],
    [['--task', ''], '--task is empty'],
    [['a', 'b'], 'Put quotes around a QUERY'],
    [['x'.repeat(201)], 'QUERY is empty, or too long'],
  ])('is refused with exit code 2: %j', async (args, words) => {
    const { code, stderr } = await run(['search', ...args]);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });

  it('of a bad endpoint or token says so', async () => {
    const endpoint = await run(['search', '--json'], { HF_ENDPOINT: 'nonsense' });
    expect(endpoint).toMatchObject({ code: 2, stderr: expect.stringContaining('HF_ENDPOINT') as string });
    const token = await run(['search', '--json'], { HF_TOKEN: 'hf_nobodys' });
    expect(token.json()).toMatchObject({ error: { code: 'usage', message: 'The Hub does not accept the token.' } });
  });
});

describe('a search without a Hub', () => {
  it('fails with a reason', async () => {
    const offline = await run(['search', '--json'], { HF_HUB_OFFLINE: '1' });
    expect(offline).toMatchObject({ code: 1 });
    expect(offline.json()).toMatchObject({ error: { code: 'offline' } });
    const dead = await run(['search', '--json'], { HF_ENDPOINT: await deadEndpoint() });
    expect(dead).toMatchObject({ code: 1 });
    expect(dead.json()).toMatchObject({ error: { code: 'offline' } });
    hub.faults.add({ match: /^\/api\/models/, fault: { kind: 'portal' } });
    const portal = await run(['search', '--json']);
    expect(portal).toMatchObject({ code: 1 });
    expect(portal.json()).toMatchObject({
      error: { code: 'network', message: expect.stringContaining('sign-in page of this network') as string },
    });
  });

  it('never tells the token, nor sends it to another host', async () => {
    const env = { HF_TOKEN: testTokens.member, MODEL_LENS_DEBUG: '1' };
    const good = await run(['search', 'demo', '--json'], env);
    const words = { 'x-error-message': `You sent Bearer ${testTokens.member}` };
    hub.faults.add({ match: /./, fault: { kind: 'status', status: 418, headers: words, body: testTokens.member } });
    const bad = await run(['search', 'demo', '--json'], env);
    expect(bad.code).toBe(1);
    for (const { stdout, stderr } of [good, bad]) expect(stdout + stderr).not.toContain(testTokens.member);
    const [own, other] = (['hub', 'files'] as const).map((origin) =>
      hub.requests.filter((each) => each.origin === origin),
    );
    expect(own!.some(({ headers }) => headers.authorization === `Bearer ${testTokens.member}`)).toBe(true);
    expect(other!.length).toBeGreaterThan(0);
    for (const { headers } of other!) expect(headers).not.toHaveProperty('authorization');
  });
});
