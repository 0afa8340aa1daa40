import { describe, expect, it } from 'vitest';
import { imageType, loadImage } from '../../../../src/host/hub/links/load-image';
import type { ModelPage } from '../../../../src/host/hub/links/resolve-link';
import type { HubAccess } from '../../../../src/hub/http/hub-access';
import { fakeFetch } from './fakes';

const page: ModelPage = { endpoint: 'https://huggingface.co', id: 'org/model', revision: 'abc' };
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(20)]);

function load(src: string, web: ReturnType<typeof fakeFetch>, offline = false): Promise<string> {
  const access: HubAccess = {
    endpoint: page.endpoint,
    token: () => Promise.resolve('hf_secret'),
    offline: () => offline,
    fetch: web.fetch,
    userAgent: 'test',
  };
  const find = (host: string) => Promise.resolve([host.startsWith('private') ? '10.0.0.1' : '93.184.216.34']);
  return loadImage({ src, page, access, find, signal: new AbortController().signal });
}

describe('loadImage', () => {
  it('loads from the Hub with the token, from elsewhere without', async () => {
    const web = fakeFetch();
    web.answer(new Uint8Array(png), 200, { 'content-type': 'text/plain' });
    expect(await load('map.png', web)).toBe(`data:image/png;base64,${png.toString('base64')}`);
    expect(await load('https://img.example.com/map.png', web)).toMatch(/^data:image\/png;/);
    expect(web.seen.map(({ authorization }) => authorization)).toEqual(['Bearer hf_secret', null]);
  });

  it.each([
    ['https://private.example.com/x.png', 'private.example.com is not on the internet.'],
    ['https://127.0.0.1/x.png', '127.0.0.1 is not on the internet.'],
    ['http://img.example.com/x.png', 'Pictures are loaded by https only.'],
    ['javascript:alert(1)', 'Pictures are loaded by https only.'],
  ])('asks nothing of %s', async (src, message) => {
    const web = fakeFetch();
    await expect(load(src, web)).rejects.toThrow(message);
    expect(web.seen).toEqual([]);
  });

  it.each([
    ['https://private.example.com/x.png', 'is not on the internet'],
    ['http://img.example.com/x.png', 'by https only'],
    ['http://169.254.169.254/latest/meta-data', 'by https only'],
  ])('does not follow a redirect to %s', async (location, message) => {
    const web = fakeFetch();
    web.answerBy(() => new Response(null, { status: 302, headers: { location } }));
    await expect(load('https://img.example.com/x.png', web)).rejects.toThrow(message);
    expect(web.seen).toHaveLength(1);
  });

  it('ends where redirects do not', async () => {
    const web = fakeFetch();
    web.answerBy((url) => new Response(null, { status: 302, headers: { location: `${url}x` } }));
    await expect(load('https://img.example.com/', web)).rejects.toThrow('redirects without end');
    expect(web.seen.length).toBeLessThan(10);
  });

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'no PNG, JPEG, GIF or WebP picture'],
    ['<!DOCTYPE html>', 'no PNG, JPEG, GIF or WebP picture'],
    ['', 'no PNG, JPEG, GIF or WebP picture'],
    ['x'.repeat(5_000_001), 'bytes'],
  ])('refuses what is no picture of 5 MB at most (%#)', async (body, message) => {
    const web = fakeFetch();
    web.answer(body, 200, { 'content-type': 'image/png' });
    await expect(load('https://img.example.com/x.png', web)).rejects.toThrow(message);
  });

  it('says when a host refuses, and asks nothing offline', async () => {
    const web = fakeFetch();
    web.answer('', 404);
    const refused = load('https://img.example.com/x.png', web);
    await expect(refused).rejects.toThrow('img.example.com answered with error 404.');
    await expect(load('https://img.example.com/x.png', web, true)).rejects.toMatchObject({ code: 'offline' });
    expect(web.seen).toHaveLength(1);
  });

  it('knows pictures by their first bytes', () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    expect(imageType(latin('\xff\xd8\xff\xe0'))).toBe('image/jpeg');
    expect(imageType(latin('GIF89a..'))).toBe('image/gif');
    expect(imageType(latin('RIFF\x01\x02\x03\x04WEBPVP8 '))).toBe('image/webp');
    expect(imageType(latin('RIFF\x01\x02\x03\x04WAVE'))).toBeNull();
  });
});
