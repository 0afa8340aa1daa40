import { afterEach, describe, expect, it } from 'vitest';
import { HubClient } from '../../../src/hub/api/hub-client';
import { accessTo, failureOf, sendJson, serve, type Handler, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

const commit = 'c0ffee'.padEnd(40, '0');
const sha256 = 'f'.repeat(64);

/** A Hub that answers these things at these paths. */
async function clientOf(routes: Record<string, Handler>): Promise<{ client: HubClient; hub: ScriptedServer }> {
  const hub = (server = await serve((request, response) => {
    const route = routes[(request.url ?? '').split('?')[0] ?? ''];
    if (route) route(request, response);
    else response.writeHead(404, { 'x-error-code': 'RepoNotFound' }).end();
  }));
  return { client: new HubClient(accessTo(hub.url)), hub };
}
const json = (value: unknown): Handler => {
  return (_request, response) => sendJson(response, value);
};

const sibling = (rfilename: string, size: unknown): object => ({ rfilename, size, blobId: 'x' });
const model = {
  id: 'org/renamed',
  sha: commit,
  gated: 'auto',
  private: true,
  pipeline_tag: 'text-classification',
  tags: ['license:mit'],
  downloads: 5,
  likes: 6,
  cardData: { language: 'en', license: 'apache-2.0', tags: null },
  siblings: [sibling('config.json', 629), sibling('model.safetensors', 267_832_558)],
};

describe('a model', () => {
  it('is told with its files, their sizes, its card and its commit', async () => {
    const { client, hub } = await clientOf({ '/api/models/org/name': json(model) });
    expect(await client.repo('org/name', null)).toEqual({
      id: 'org/name',
      task: 'text-classification',
      library: null,
      license: 'apache-2.0',
      downloads: 5,
      likes: 6,
      gated: 'auto',
      private: true,
      lastModified: null,
      revision: 'main',
      commit,
      languages: ['en'],
      files: [
        { path: 'config.json', bytes: 629 },
        { path: 'model.safetensors', bytes: 267_832_558 },
      ],
    });
    expect(hub.seen.map(({ url }) => url)).toEqual(['/api/models/org/name?blobs=true']);
  });

  it('is told at a revision', async () => {
    const { client } = await clientOf({ '/api/models/org/name/revision/refs%2Fpr%2F1': json(model) });
    expect(await client.repo('org/name', 'refs/pr/1')).toMatchObject({ revision: 'refs/pr/1', commit });
  });

  it('loses files that are unsafe on some system, or listed twice', async () => {
    const odd = ['../x', 'C:\\x', 'a/..\\b', 'CON', 'a\0', 'good.txt', 'good.txt', 'onnx/model.onnx'];
    const siblings = [...odd.map((path) => sibling(path, 1)), null, {}, { rfilename: 7 }];
    const { client } = await clientOf({ '/api/models/org/name': json({ ...model, siblings }) });
    const { files } = await client.repo('org/name', null);
    expect(files.map(({ path }) => path)).toEqual(['good.txt', 'onnx/model.onnx']);
  });

  it('gets sizes from the tree where they are missing', async () => {
    const file = (path: string, size: number): object => ({ type: 'file', path, size, oid: 'a'.repeat(40) });
    const { client } = await clientOf({
      '/api/models/org/name': json({ ...model, siblings: [sibling('config.json', undefined), sibling('x', null)] }),
      [`/api/models/org/name/tree/${commit}`]: json([file('config.json', 7), { type: 'directory', path: 'onnx' }]),
    });
    expect((await client.repo('org/name', null)).files).toEqual([{ path: 'config.json', bytes: 7 }]);
  });

  it.each([
    [undefined, [], null],
    [null, [], null],
    ['x', [], null],
    [{ language: ['en', 7, 'de'], license: ['mit', 'gpl'] }, ['en', 'de'], 'mit'],
    [{ language: null, license: null }, [], null],
    [{ language: { a: 1 } }, [], null],
  ])('has what its card says, when that is %j', async (cardData, languages, license) => {
    const { client } = await clientOf({ '/api/models/org/name': json({ ...model, tags: [], cardData }) });
    expect(await client.repo('org/name', null)).toMatchObject({ languages, license });
  });

  it('without a commit is none', async () => {
    const { client } = await clientOf({ '/api/models/org/name': json({ ...model, sha: null }) });
    expect(await failureOf(client.repo('org/name', null))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('("sha")') as string,
    });
  });

  it.each([
    ['../x', null],
    ['a/b/c', null],
    ['org/name', '../../x'],
    ['org/name', 'a b'],
    ['org/name', ''],
  ])('is not asked for by the names %j and %j', async (id, revision) => {
    const { client, hub } = await clientOf({});
    for (const work of [
      client.repo(id, revision),
      client.tree(id, revision ?? 'main'),
      client.readText(id, revision ?? 'main', 'x', 1),
    ]) {
      expect(await failureOf(work)).toMatchObject({ code: 'usage' });
    }
    expect(hub.seen).toEqual([]);
  });
});

describe('the files at a commit', () => {
  const path = `/api/models/org/name/tree/${commit}`;
  const oid = 'b'.repeat(40);

  it('come with their hashes, from all pages', async () => {
    const { client, hub } = await clientOf({
      [path]: ({ url }, response) => {
        if (url?.includes('cursor=2')) sendJson(response, [{ type: 'file', path: 'config.json', size: 3, oid }]);
        else {
          const lfs = { oid: sha256, size: 5000, pointerSize: 130 };
          const large = { type: 'file', path: 'onnx/model.onnx', size: 130, oid, lfs, xetHash: 'x' };
          sendJson(response, [{ type: 'directory', path: 'onnx', oid, size: 0 }, large], {
            link: '<http://other.example/?cursor=2>; rel="next"',
          });
        }
      },
    });
    expect(await client.tree('org/name', commit)).toEqual([
      { path: 'onnx/model.onnx', bytes: 5000, oid, sha256 },
      { path: 'config.json', bytes: 3, oid, sha256: null },
    ]);
    expect(hub.seen[0]?.url).toBe(`${path}?recursive=true`);
  });

  it('are left out where they could not be checked or created', async () => {
    const good = { type: 'file', path: 'good', size: 1, oid };
    const bad = [
      { ...good, path: '../x' },
      { ...good, oid: 'x' },
      { ...good, size: -1 },
      { ...good, size: 1.5 },
      { ...good, lfs: { oid: 'short', size: 1 } },
      { ...good, type: 'link' },
      null,
    ];
    const { client } = await clientOf({ [path]: json([...bad, good]) });
    expect(await client.tree('org/name', commit)).toEqual([{ path: 'good', bytes: 1, oid, sha256: null }]);
  });

  it('of a listing without end are an error', async () => {
    const { client, hub } = await clientOf({
      [path]: (_request, response) => {
        sendJson(response, [], { link: `<?cursor=${Math.random()}>; rel="next"` });
      },
    });
    expect(await failureOf(client.tree('org/name', commit))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('does not end') as string,
    });
    expect(hub.seen).toHaveLength(100);
  });
});

describe('the revisions', () => {
  it('are branches and tags, main first', async () => {
    const ref = (name: string): object => ({ name, ref: `refs/heads/${name}`, targetCommit: commit });
    const { client } = await clientOf({
      '/api/models/org/name/refs': json({
        branches: [ref('dev'), ref('main'), ref('../x'), { name: 'y' }, null],
        tags: [ref('v1.0')],
        converts: [],
      }),
    });
    expect((await client.revisions('org/name')).map(({ name }) => name)).toEqual(['main', 'dev', 'v1.0']);
  });

  it('may be missing', async () => {
    const { client } = await clientOf({ '/api/models/org/name/refs': json({ branches: null }) });
    expect(await client.revisions('org/name')).toEqual([]);
  });
});

describe('the account', () => {
  it('is the name that the token belongs to', async () => {
    const { client } = await clientOf({ '/api/whoami-v2': json({ type: 'user', name: 'someone', auth: {} }) });
    expect(await client.whoAmI()).toEqual({ name: 'someone' });
  });

  it('is not asked for without a token', async () => {
    const hub = (server = await serve((_request, response) => sendJson(response, {})));
    const client = new HubClient(accessTo(hub.url, { token: () => Promise.resolve(null) }));
    expect(await failureOf(client.whoAmI())).toMatchObject({ code: 'usage' });
    expect(hub.seen).toEqual([]);
  });

  it('of a token that is not accepted is an error', async () => {
    const { client } = await clientOf({
      '/api/whoami-v2': (_request, response) => {
        response.writeHead(401, { 'x-error-message': 'Invalid credentials in Authorization header' }).end();
      },
    });
    expect(await failureOf(client.whoAmI())).toMatchObject({ code: 'usage' });
  });
});
