import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyChunks, readBody } from '../../../src/hub/http/read-body';
import { failureOf, serve, type Handler, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

async function answered(answer: Handler): Promise<Response> {
  server = await serve(answer);
  return fetch(server.url);
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('the body of a response', () => {
  it('is read whole, also when it is compressed or empty', async () => {
    const plain = await answered((_request, response) => void response.end('content'));
    expect(text(await readBody(plain, { maxBytes: 7 }))).toBe('content');
    const packed = await answered((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('content'));
    });
    expect(text(await readBody(packed, { maxBytes: 7 }))).toBe('content');
    const empty = await answered((_request, response) => void response.end());
    expect(await readBody(empty, { maxBytes: 0 })).toHaveLength(0);
  });

  it('is refused when it is larger than is due, also when it unpacks to that', async () => {
    const large = await answered((_request, response) => void response.end('content'));
    expect(await failureOf(readBody(large, { maxBytes: 6 }))).toMatchObject({ code: 'too-big' });
    const bomb = await answered((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)));
    });
    expect(await failureOf(readBody(bomb, { maxBytes: 1000 }))).toMatchObject({ code: 'too-big' });
  });

  it('is cut where more is not wanted, and the connection is let go of', async () => {
    const closed = new Promise<void>((resolve) => {
      void answered((_request, response) => {
        response.on('close', resolve);
        response.write('content');
      }).then(async (response) => {
        expect(text(await readBody(response, { maxBytes: 3, cut: true }))).toBe('con');
      });
    });
    await closed;
  });

  it('that is cut on the way is an error', async () => {
    const known = await answered((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('part', () => response.destroy());
    });
    const cut = { code: 'network', message: expect.stringContaining('was cut') as string };
    expect(await failureOf(readBody(known, { maxBytes: 100 }))).toMatchObject(cut);
    const chunked = await answered((_request, response) => void response.write('part', () => response.destroy()));
    expect(await failureOf(readBody(chunked, { maxBytes: 100 }))).toMatchObject(cut);
  });

  it('that stalls is an error', async () => {
    const stalled = await answered((_request, response) => void response.write('part'));
    const error = await failureOf(readBody(stalled, { maxBytes: 100, stallMs: 50 }));
    expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('did not answer') as string });
  });

  it('is stopped by the signal', async () => {
    const stop = new AbortController();
    server = await serve((_request, response) => void response.write('part'));
    const response = await fetch(server.url, { signal: stop.signal });
    const work = readBody(response, { maxBytes: 100, signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    expect(await failureOf(work)).toMatchObject({ code: 'cancelled' });
  });

  it('comes in chunks, as many as are wanted', async () => {
    const closed = new Promise<void>((resolve) => {
      void answered((_request, response) => {
        response.on('close', resolve);
        const more = (): void => {
          if (response.write(Buffer.alloc(100_000))) setImmediate(more);
        };
        response.on('drain', more);
        more();
      }).then(async (response) => {
        let bytes = 0;
        for await (const chunk of bodyChunks(response, {})) {
          bytes += chunk.length;
          if (bytes > 500_000) break;
        }
        expect(bytes).toBeGreaterThan(500_000);
      });
    });
    await closed;
  });
});
