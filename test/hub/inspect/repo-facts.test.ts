import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { RepoInfo } from '../../../src/common/contracts/hub/details-view';
import { HubClient } from '../../../src/hub/api/hub-client';
import { maxHeaderBytes, readHeader } from '../../../src/hub/inspect/header-range';
import { mapLimited } from '../../../src/hub/inspect/map-limited';
import { readRepoFacts } from '../../../src/hub/inspect/repo-facts';
import { accessTo, failureOf, serve, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

const commit = 'a'.repeat(40);
const memory = 1e9;

/** A safetensors file with a header of this length; `announced` when it lies about it. */
function safetensors(headerBytes: number, dataBytes = 0, announced = BigInt(headerBytes)): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(announced);
  return Buffer.concat([length, Buffer.alloc(headerBytes, 'h'), Buffer.alloc(dataBytes, 'd')]);
}

/** A Hub that has these files of `org/name`, and gives parts of them. */
async function hubWith(
  files: Record<string, Buffer>,
): Promise<{ client: HubClient; info: RepoInfo; hub: ScriptedServer }> {
  const hub = (server = await serve(({ url = '', headers }, response) => {
    const content = files[decodeURIComponent(url.replace(`/org/name/resolve/${commit}/`, ''))];
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    if (!content) response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end();
    else if (first === undefined) response.end(content);
    else {
      const part = content.subarray(Number(first), Number(last) + 1);
      const range = `bytes ${first}-${Number(first) + part.length - 1}/${content.length}`;
      response.writeHead(part.length > 0 ? 206 : 416, { 'content-range': range }).end(part);
    }
  }));
  const info: RepoInfo = {
    id: 'org/name',
    task: null,
    library: null,
    license: null,
    downloads: 0,
    likes: 0,
    gated: false,
    private: false,
    lastModified: null,
    revision: 'main',
    commit,
    languages: [],
    files: Object.entries(files).map(([path, content]) => ({ path, bytes: content.length })),
  };
  return { client: new HubClient(accessTo(hub.url)), info, hub };
}

const shardIndex = (...shards: string[]): Buffer =>
  Buffer.from(JSON.stringify({ weight_map: Object.fromEntries(shards.map((shard, n) => [`tensor.${n}`, shard])) }));

describe('the facts of a model', () => {
  it('are its config and the header of its weights, in two requests of a few kB', async () => {
    const { client, info, hub } = await hubWith({
      'config.json': Buffer.from('{"model_type":"bert"}'),
      'model.safetensors': safetensors(5000, 500_000),
      'pytorch_model.bin': Buffer.alloc(100),
    });
    const facts = await readRepoFacts(client, info, memory);
    expect(facts).toMatchObject({
      config: '{"model_type":"bert"}',
      index: null,
      memoryBytes: memory,
      files: info.files,
    });
    expect(facts.headers).toHaveLength(1);
    expect(facts.headers[0]).toMatchObject({ path: 'model.safetensors', fileBytes: 505_008 });
    expect(Buffer.from(facts.headers[0]!.header).equals(safetensors(5000))).toBe(true);
    expect(hub.seen).toHaveLength(2);
  });

  it('of one in shards are their headers', async () => {
    const shards = Array.from({ length: 7 }, (_, n) => `model-${n + 1}-of-7.safetensors`);
    const index = shardIndex(...shards, 'not-there.safetensors', '../config.json');
    const files = Object.fromEntries(shards.map((shard, n) => [shard, safetensors(100 + n, 50)]));
    const { client, info } = await hubWith({ 'model.safetensors.index.json': index, other: safetensors(5), ...files });
    const facts = await readRepoFacts(client, info, memory);
    expect(facts.index).toBe(index.toString());
    expect(facts.config).toBeNull();
    expect(facts.headers.map(({ path, header }) => [path, header.length])).toEqual(
      shards.map((shard, n) => [shard, 108 + n]),
    );
  });

  it('have no index where there is a single file, as it is that which runs', async () => {
    const { client, info } = await hubWith({
      'model.safetensors': safetensors(10),
      'model.safetensors.index.json': shardIndex('x.safetensors'),
    });
    expect(await readRepoFacts(client, info, memory)).toMatchObject({
      index: null,
      headers: [{ path: 'model.safetensors' }],
    });
  });

  it('of what is larger than the memory have no headers', async () => {
    const { client, info, hub } = await hubWith({ 'model.safetensors': safetensors(10, 1000) });
    expect((await readRepoFacts(client, info, 162)).headers).toEqual([]);
    expect(hub.seen).toEqual([]);
    expect((await readRepoFacts(client, info, 163)).headers).toHaveLength(1);
  });

  it('of more shards than a model has here have no headers', async () => {
    const shards = Array.from({ length: 201 }, (_, n) => `${n}.safetensors`);
    const files = Object.fromEntries(shards.map((shard) => [shard, safetensors(1)]));
    const { client, info } = await hubWith({ 'model.safetensors.index.json': shardIndex(...shards), ...files });
    expect((await readRepoFacts(client, info, memory)).headers).toEqual([]);
  });

  it.each(['', '{', '[]', '{"weight_map":[]}', '{"weight_map":{"a":1}}', '{"weight_map":{"__proto__":"x"}}'])(
    'with the broken index %j are given as they are',
    async (text) => {
      const { client, info } = await hubWith({ 'model.safetensors.index.json': Buffer.from(text) });
      expect(await readRepoFacts(client, info, memory)).toMatchObject({ index: text, headers: [] });
    },
  );

  it('end with the config that is too large to be one', async () => {
    const { client, info } = await hubWith({ 'config.json': Buffer.alloc(10_000_001, ' ') });
    expect(await failureOf(readRepoFacts(client, info, memory))).toMatchObject({ code: 'too-big' });
  });
});

describe('the header of a safetensors file', () => {
  it.each([0, 1, 63_991, 63_992, 63_993, 64_000, 200_000])(
    'of %i bytes is read whole and no further',
    async (length) => {
      const { client, hub } = await hubWith({ f: safetensors(length, 300_000) });
      const at = { client, id: 'org/name', commit, signal: undefined };
      const header = await readHeader(at, { path: 'f', bytes: 8 + length + 300_000 });
      expect(Buffer.from(header).equals(safetensors(length))).toBe(true);
      expect(hub.seen).toHaveLength(length > 63_992 ? 2 : 1);
    },
  );

  it('that lies about its length costs one small request', async () => {
    const lengths = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constant(BigInt(maxHeaderBytes)));
    await fc.assert(
      fc.asyncProperty(lengths, fc.uint8Array({ maxLength: 100 }), async (announced, content) => {
        fc.pre(announced > BigInt(content.length));
        const file = Buffer.concat([safetensors(0, 0, announced), content]);
        await server?.stop();
        const { client, hub } = await hubWith({ f: file });
        const at = { client, id: 'org/name', commit, signal: undefined };
        const header = await readHeader(at, { path: 'f', bytes: file.length });
        expect(Buffer.from(header).equals(file)).toBe(true);
        expect(hub.seen).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });

  it('of a file that is shorter than the Hub says is what is there', async () => {
    const { client } = await hubWith({ f: safetensors(100_000).subarray(0, 70_000), empty: Buffer.alloc(0) });
    const at = { client, id: 'org/name', commit, signal: undefined };
    expect(await readHeader(at, { path: 'f', bytes: 200_000 })).toHaveLength(70_000);
    expect(await readHeader(at, { path: 'empty', bytes: 0 })).toHaveLength(0);
  });
});

describe('work on several things at once', () => {
  it('keeps to the limit and to the order', async () => {
    let [running, most] = [0, 0];
    const results = await mapLimited([5, 1, 4, 2, 3], 2, async (item, index) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < item; turn++) await Promise.resolve();
      running--;
      return [index, item];
    });
    expect(results).toEqual([
      [0, 5],
      [1, 1],
      [2, 4],
      [3, 2],
      [4, 3],
    ]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure, and says which', async () => {
    const begun: number[] = [];
    const work = mapLimited([0, 1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await Promise.resolve();
      if (item === 1) throw new TypeError('one');
    });
    expect(await failureOf(work)).toMatchObject({ message: 'one' });
    expect(begun.length).toBeLessThan(5);
  });
});
