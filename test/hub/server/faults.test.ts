import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fault, startHub, type TestHub } from '../../hub-server/start-hub.mts';

const body = Buffer.alloc(300_000, 'body of a file');
let hub: TestHub;
let address: string;

beforeAll(async () => {
  hub = await startHub({
    repos: [{ id: 'org/model', files: { 'model.safetensors': body, 'config.json': '{}' } }],
    many: 20,
  });
  address = `${hub.endpoint}/org/model/resolve/main/model.safetensors`;
});
afterAll(() => hub.stop());
afterEach(() => hub.faults.clear());

/** Bytes that arrive, and whether the end was a clean one. */
async function read(response: Response): Promise<{ bytes: number; clean: boolean }> {
  let bytes = 0;
  try {
    for await (const piece of response.body as AsyncIterable<Uint8Array>) bytes += piece.length;
    return { bytes, clean: true };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { bytes, clean: false };
  }
}

function onFiles(fault: Fault): void {
  hub.faults.add({ match: /./, origin: 'files', times: 1, fault });
}

const listing = async (): Promise<Response> => fetch(`${hub.endpoint}/api/models?limit=10`);

describe('faults of a file', () => {
  it('cut: the connection breaks in the middle', async () => {
    onFiles({ kind: 'cut', after: 100_000 });
    const response = await fetch(address);
    expect(response.headers.get('content-length')).toBe('300000');
    expect(await read(response)).toEqual({ bytes: 100_000, clean: false });
    expect(await read(await fetch(address))).toEqual({ bytes: 300_000, clean: true });
  });

  it('early-end: nothing but the length tells', async () => {
    onFiles({ kind: 'early-end', after: 100_000 });
    const response = await fetch(address);
    expect(response.headers.get('content-length')).toBeNull();
    expect(await read(response)).toEqual({ bytes: 100_000, clean: true });
  });

  it('stall: no more bytes come, and no end', async () => {
    onFiles({ kind: 'stall', after: 100_000 });
    const stop = new AbortController();
    const response = await fetch(address, { signal: stop.signal });
    let bytes = 0;
    const reading = (async () => {
      for await (const piece of response.body as AsyncIterable<Uint8Array>) {
        bytes += piece.length;
        if (bytes === 100_000) setTimeout(() => stop.abort(), 100);
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(bytes).toBe(100_000);
  });

  it('corrupt: right size, wrong bytes', async () => {
    onFiles({ kind: 'corrupt' });
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    expect(bytes).toHaveLength(300_000);
    expect(bytes.equals(body)).toBe(false);
    expect(bytes.subarray(1).equals(body.subarray(1))).toBe(true);
  });

  it('ranges that are ignored or are others than were asked for', async () => {
    const headers = { range: 'bytes=100-199' };
    onFiles({ kind: 'ignore-range' });
    const whole = await fetch(address, { headers });
    expect([whole.status, (await read(whole)).bytes]).toEqual([200, 300_000]);
    onFiles({ kind: 'wrong-range' });
    const shifted = await fetch(address, { headers });
    expect([shifted.status, shifted.headers.get('content-range')]).toEqual([206, 'bytes 101-200/300000']);
    expect((await read(shifted)).bytes).toBe(100);
  });

  it('gzip: compressed, of unknown length', async () => {
    onFiles({ kind: 'gzip' });
    const response = await fetch(address);
    expect(response.headers.get('content-length')).toBeNull();
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  });

  it('slow: small pieces, all of them', async () => {
    onFiles({ kind: 'slow', bytesPerSecond: 3_000_000 });
    let pieces = 0;
    for await (const piece of (await fetch(address)).body as AsyncIterable<Uint8Array>)
      pieces += Math.sign(piece.length);
    expect(pieces).toBeGreaterThanOrEqual(3);
  });
});

describe('faults of any answer', () => {
  it('drop: no answer at all', async () => {
    hub.faults.add({ match: /^\/api\/models/, times: 1, fault: { kind: 'drop' } });
    await expect(listing()).rejects.toThrow('fetch failed');
    expect((await listing()).status).toBe(200);
  });

  it('portal, status and headers', async () => {
    hub.faults.add({ match: /^\/api/, times: 1, fault: { kind: 'portal' } });
    const portal = await listing();
    expect([portal.status, portal.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const status = { kind: 'status', status: 429, headers: { 'retry-after': '7' }, body: 'slow down' } as const;
    hub.faults.add({ match: /^\/api/, times: 1, fault: status });
    const limited = await listing();
    expect([limited.status, limited.headers.get('retry-after'), await limited.text()]).toEqual([429, '7', 'slow down']);
    const ratelimit = '"api";r=0;t=55';
    hub.faults.add({ match: /^\/api/, times: 1, fault: { kind: 'headers', headers: { ratelimit } } });
    expect((await listing()).headers.get('ratelimit')).toBe(ratelimit);
    expect((await listing()).headers.get('ratelimit')).toBe('"api";r=499;t=300');
  });

  it('JSON that is changed or cut', async () => {
    hub.faults.add({ match: /^\/api/, times: 1, fault: { kind: 'json', edit: () => [{ id: null }] } });
    expect(await (await listing()).json()).toEqual([{ id: null }]);
    hub.faults.add({ match: /^\/api/, times: 1, fault: { kind: 'text', text: '[{"id":' } });
    await expect((await listing()).json()).rejects.toThrow(SyntaxError);
  });

  it('pages that lead elsewhere or never end', async () => {
    const url = 'https://foreign.example/api/models?cursor=x';
    hub.faults.add({ match: /^\/api/, times: 1, fault: { kind: 'next', url } });
    expect((await listing()).headers.get('link')).toBe(`<${url}>; rel="next"`);
    hub.faults.add({ match: /^\/api/, fault: { kind: 'endless' } });
    const next = async (from: string): Promise<string> =>
      /<(.*)>/.exec((await fetch(from)).headers.get('link') ?? '')?.[1] ?? '';
    const second = await next(`${hub.endpoint}/api/models?limit=10`);
    expect(await next(second)).toBe(second);
  });

  it('meanwhile: something happens before the answer', async () => {
    let go = (): void => undefined;
    const wait = new Promise<void>((resolve) => (go = resolve));
    hub.faults.add({ match: /config\.json/, origin: 'hub', times: 1, fault: { kind: 'meanwhile', run: () => wait } });
    const answer = fetch(`${hub.endpoint}/org/model/resolve/main/config.json`);
    const request = await hub.log.waitFor(/config\.json/);
    expect(request.status).toBe(0);
    hub.repo('org/model').commit({ 'config.json': '{"moved":true}', 'model.safetensors': body });
    go();
    expect(await (await answer).text()).toBe('{"moved":true}');
  });

  it('come to the requests that a rule is about, after those that it leaves out', async () => {
    hub.faults.add({ match: /^\/api/, method: 'GET', skip: 1, times: 1, fault: { kind: 'status', status: 503 } });
    expect((await fetch(`${hub.endpoint}/api/models`, { method: 'HEAD' })).status).toBe(200);
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await listing()).status);
    expect(statuses).toEqual([200, 503, 200]);
  });
});
