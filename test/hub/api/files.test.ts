import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { HubClient } from '../../../src/hub/api/hub-client';
import { accessTo, failureOf, serve, type Handler, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

async function clientOf(answer: Handler): Promise<{ client: HubClient; hub: ScriptedServer }> {
  const hub = (server = await serve(answer));
  return { client: new HubClient(accessTo(hub.url)), hub };
}
const content = Buffer.from('0123456789'.repeat(100));

/** Answers ranges as a server should. */
const ranged: Handler = ({ headers }, response) => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const [start, end] = [Number(first), Math.min(Number(last) + 1, content.length)];
  if (start >= content.length) response.writeHead(416).end();
  else {
    response.writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${content.length}` });
    response.end(content.subarray(start, end));
  }
};

/** Answers with the whole, whatever was asked for. */
const whole: Handler = (_request, response) => void response.end(content);

describe('a text file', () => {
  it('is read from its address', async () => {
    const { client, hub } = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('{"model_type": "bört"}');
    });
    expect(await client.readText('org/name', 'refs/pr/1', 'a b/#?%.json', 100)).toBe('{"model_type": "bört"}');
    expect(hub.seen[0]?.url).toBe('/org/name/resolve/refs%2Fpr%2F1/a%20b/%23%3F%25.json');
  });

  it('is null when the model has none of that name, and only then', async () => {
    const missing = await clientOf((_request, response) => {
      response.writeHead(404, { 'x-error-code': 'EntryNotFound', 'x-repo-commit': 'x' }).end('Entry not found');
    });
    expect(await missing.client.readText('org/name', 'main', 'README.md', 100)).toBeNull();
    await server?.stop();
    const none = await clientOf((_request, response) => void response.writeHead(404).end());
    expect(await failureOf(none.client.readText('org/name', 'main', 'x', 100))).toMatchObject({ code: 'not-found' });
  });

  it('that is larger than is due is refused', async () => {
    const { client } = await clientOf(whole);
    expect(await failureOf(client.readText('org/name', 'main', 'x', 999))).toMatchObject({ code: 'too-big' });
    expect(await client.readText('org/name', 'main', 'x', 1000)).toHaveLength(1000);
  });

  it('is not a page for signing in to the network', async () => {
    const { client } = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
    });
    for (const work of [
      client.readText('org/name', 'main', 'config.json', 100),
      client.readRange('org/name', 'main', 'model.safetensors', 0, 8),
    ]) {
      expect(await failureOf(work)).toMatchObject({
        code: 'network',
        message: expect.stringContaining('sign-in page') as string,
      });
    }
  });

  it('whose path is unsafe is not asked for', async () => {
    const { client, hub } = await clientOf(whole);
    for (const path of ['../x', 'a/../../api', '/x', 'a\\b', '']) {
      expect(await failureOf(client.readText('org/name', 'main', path, 9))).toMatchObject({ code: 'usage' });
    }
    expect(hub.seen).toEqual([]);
  });
});

describe('a part of a file', () => {
  it('is the bytes that were asked for, whether the server gives parts or not', async () => {
    const both = [await serve(ranged), await serve(whole)].map((hub) => ({
      hub,
      client: new HubClient(accessTo(hub.url)),
    }));
    const span = fc.tuple(fc.nat(1100), fc.integer({ min: 1, max: 1100 }));
    await fc.assert(
      fc.asyncProperty(span, fc.constantFrom(...both), async ([start, length], { client }) => {
        const bytes = await client.readRange('org/name', 'main', 'x', start, start + length);
        expect(Buffer.from(bytes).equals(content.subarray(start, start + length))).toBe(true);
      }),
    );
    await Promise.all(both.map(({ hub }) => hub.stop()));
  });

  it('of a large file is not read further than needed', async () => {
    let sent = 0;
    const { client } = await clientOf((_request, response) => {
      const more = (): void => {
        sent += 100_000;
        if (!response.closed && response.write(Buffer.alloc(100_000, 1))) setImmediate(more);
      };
      response.on('drain', more);
      more();
    });
    expect(await client.readRange('org/name', 'main', 'x', 10, 30)).toHaveLength(20);
    expect(sent).toBeLessThan(50_000_000);
    const far = await failureOf(client.readRange('org/name', 'main', 'x', 1e9, 1e9 + 8));
    expect(far).toMatchObject({ code: 'network', message: expect.stringContaining('no parts') as string });
  });

  it('of an empty file is empty', async () => {
    const { client } = await clientOf((_request, response) => {
      response.writeHead(416, { 'content-range': 'bytes */0' }).end('<html>');
    });
    expect(await client.readRange('org/name', 'main', 'x', 0, 1)).toHaveLength(0);
  });

  it('that comes compressed as a whole is unpacked', async () => {
    const { client } = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(content));
    });
    expect(Buffer.from(await client.readRange('org/name', 'main', 'x', 5, 8)).toString()).toBe('567');
  });

  it('that comes compressed is unpacked', async () => {
    const { client } = await clientOf((_request, response) => {
      const headers = { 'content-range': 'bytes 5-7/1000', 'content-encoding': 'gzip' };
      response.writeHead(206, headers).end(gzipSync(content.subarray(5, 8)));
    });
    expect(Buffer.from(await client.readRange('org/name', 'main', 'x', 5, 8)).toString()).toBe('567');
  });

  it.each([
    ['another part', { 'content-range': 'bytes 5-12/1000' }],
    ['more than was asked for', { 'content-range': 'bytes 0-99/1000' }],
    ['a part that is not named', {}],
    ['a part that is not to be understood', { 'content-range': 'bytes */1000' }],
    ['longer than it says', { 'content-range': 'bytes 0-6/1000' }],
  ])('is refused when it is %s', async (_name, headers) => {
    const { client } = await clientOf((_request, response) => {
      response.writeHead(206, { ...headers }).end(content.subarray(0, 8));
    });
    expect(await failureOf(client.readRange('org/name', 'main', 'x', 0, 8))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('another part') as string,
    });
  });

  it('is asked for again when it ends early', async () => {
    let count = 0;
    const { client, hub } = await clientOf((request, response) => {
      if (count++ > 0) ranged(request, response);
      else response.writeHead(206, { 'content-range': 'bytes 0-7/1000' }).end('0123');
    });
    expect(Buffer.from(await client.readRange('org/name', 'main', 'x', 0, 8)).toString()).toBe('01234567');
    expect(hub.seen).toHaveLength(2);
  });

  it('comes from the host that the Hub sends to', async () => {
    const files = await serve(ranged);
    const { client } = await clientOf(
      (_request, response) => void response.writeHead(302, { location: files.url }).end(),
    );
    expect(Buffer.from(await client.readRange('org/name', 'main', 'x', 1, 4)).toString()).toBe('123');
    expect(files.seen[0]?.headers.authorization).toBeUndefined();
    await files.stop();
  });
});
