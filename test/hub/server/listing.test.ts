import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHub, testTokens, type TestHub } from '../../hub-server/start-hub.mts';

const facts = { createdAt: '2025-01-01T00:00:00.000Z', lastModified: '2025-01-02T00:00:00.000Z' };
let hub: TestHub;

beforeAll(async () => {
  const files = { 'config.json': '{"model_type":"bert","architectures":["BertModel"]}' };
  hub = await startHub({
    repos: [
      { id: 'a/Bert-One', files, task: 'fill-mask', license: 'mit', languages: ['en'], downloads: 3, ...facts },
      { id: 'a/bert-two', files, task: 'fill-mask', license: 'mit', downloads: 1, likes: 9, parameters: 5e9 },
      { id: 'b/gpt', files, task: 'text-generation', library: 'onnx', downloads: 2, gated: 'auto', parameters: 7e6 },
      { id: 'b/secret-bert', files, private: true, downloads: 9 },
      { id: 'canonical', files, downloads: 0 },
    ],
  });
});
afterAll(() => hub.stop());

async function ids(query: string, token?: string): Promise<string[]> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${hub.endpoint}/api/models?sort=downloads&${query}`, { headers });
  return ((await response.json()) as { id: string }[]).map(({ id }) => id);
}

describe('a listing', () => {
  it.each([
    ['', ['a/Bert-One', 'b/gpt', 'a/bert-two', 'canonical']],
    ['search=BERT', ['a/Bert-One', 'a/bert-two']],
    ['search=two+bert', ['a/bert-two']],
    ['search=a%2Fb', ['a/Bert-One', 'a/bert-two']],
    ['author=a&pipeline_tag=fill-mask', ['a/Bert-One', 'a/bert-two']],
    ['filter=license:mit&filter=en', ['a/Bert-One']],
    ['filter=license:mit,en', ['a/Bert-One']],
    ['filter=onnx', ['b/gpt']],
    ['gated=true', ['b/gpt']],
    ['gated=false&search=t', ['a/Bert-One', 'a/bert-two']],
    ['num_parameters=min:1M,max:6B', ['b/gpt', 'a/bert-two']],
    ['num_parameters=min:1B', ['a/bert-two']],
    ['sort=likes', ['a/Bert-One', 'b/gpt', 'a/bert-two', 'canonical']],
    ['author=nobody', []],
  ])('of "%s" holds %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('has what is private for those who may see it', async () => {
    expect(await ids('search=secret', testTokens.member)).toEqual(['b/secret-bert']);
    expect(await ids('search=secret', testTokens.reader)).toEqual([]);
  });

  it('is ordered by every key of the Hub', async () => {
    const first = async (sort: string): Promise<string | undefined> => {
      const response = await fetch(`${hub.endpoint}/api/models?limit=1&sort=${sort}`);
      return ((await response.json()) as { id: string }[])[0]?.id;
    };
    expect(await first('likes')).toBe('a/bert-two');
    expect(await first('num_parameters')).toBe('a/bert-two');
    expect(await first('mainSize')).toBe('a/bert-two');
    expect(await first('createdAt')).toBe('a/Bert-One');
    expect(await first('last_modified')).toBe('a/bert-two');
    expect(await first('id')).toBe('a/Bert-One');
  });

  it('tells of each model what is asked for', async () => {
    const items = async (query: string): Promise<unknown[]> =>
      (await (await fetch(`${hub.endpoint}/api/models?search=bert-one&${query}`)).json()) as unknown[];
    const [plain] = await items('');
    expect(Object.keys(plain as object)).toEqual(expect.arrayContaining(['_id', 'id', 'modelId', 'tags', 'downloads']));
    expect(plain).not.toHaveProperty('siblings');
    expect(await items('full=true&config=true')).toMatchObject([
      { gated: false, siblings: [{ rfilename: 'config.json' }], config: { model_type: 'bert' } },
    ]);
    const expanded = await items('expand=downloads&expand[]=gated');
    expect(expanded).toEqual([{ _id: expect.any(String) as string, id: 'a/Bert-One', downloads: 3, gated: false }]);
  });

  it.each(['expand=downloads&full=true', 'expand=nonsense', 'sort=nonsense', 'limit=0', 'cursor=nonsense'])(
    'is refused with %s',
    async (query) => {
      expect((await fetch(`${hub.endpoint}/api/models?${query}`)).status).toBe(400);
    },
  );

  it('follows what changes', async () => {
    hub.store.change('canonical', { downloads: 100 });
    hub.addRepo({ id: 'c/new', files: {}, downloads: 50 });
    expect((await ids('')).slice(0, 2)).toEqual(['canonical', 'c/new']);
    hub.store.remove('c/new');
    expect(await ids('search=new')).toEqual([]);
  });
});

describe('generated models', () => {
  it('are always the same, with files that hold what their facts say', async () => {
    const [one, other] = [await startHub({ many: 300 }), await startHub({ many: 300 })];
    const list = async (endpoint: string): Promise<unknown> =>
      (await fetch(`${endpoint}/api/models?expand=downloads&expand=tags&expand=gated`)).json();
    expect(await list(one.endpoint)).toEqual(await list(other.endpoint));
    const facts = one.store.all();
    expect(facts).toHaveLength(300);
    expect(new Set(facts.map(({ task }) => task)).size).toBeGreaterThan(2);
    expect(facts.some(({ gated }) => gated !== false)).toBe(true);
    for (const { id, parameters } of facts.slice(0, 40)) {
      const info = (await (await fetch(`${one.endpoint}/api/models/${id}`)).json()) as {
        safetensors: { total: number };
      };
      expect(info.safetensors.total, id).toBe(parameters);
    }
    await Promise.all([one.stop(), other.stop()]);
  });
});
