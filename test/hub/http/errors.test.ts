import { afterEach, describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { hubFetch } from '../../../src/hub/http/hub-fetch';
import { accessTo, failureOf, serve, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

const invalid = 'Invalid credentials in Authorization header';
const about = { id: 'org/name', revision: 'v2', path: 'config.json' };

/** The error that an answer of the Hub becomes. */
async function refusal(status: number, headers: Record<string, string>, signedIn: boolean): Promise<LensError> {
  server = await serve((_request, response) => void response.writeHead(status, headers).end('{"error":"x"}'));
  const access = accessTo(server.url, signedIn ? {} : { token: () => Promise.resolve(null) });
  const error = await failureOf(hubFetch(access, `${server.url}/api/models/org/name`, { about }));
  if (!(error instanceof LensError)) throw error;
  return error;
}

describe('the errors of the Hub, in words', () => {
  const cases: [string, number, Record<string, string>, boolean, string, string, string][] = [
    ['gated, anonymous', 401, { 'x-error-code': 'GatedRepo' }, false, 'gated', 'is gated', 'Sign in'],
    [
      'gated, with a token',
      403,
      { 'x-error-code': 'GatedRepo' },
      true,
      'gated',
      'no access',
      'Accept its terms on http',
    ],
    ['missing or private', 401, { 'x-error-code': 'RepoNotFound' }, false, 'not-found', 'private', 'sign in'],
    ['missing, with a token', 404, { 'x-error-code': 'RepoNotFound' }, true, 'not-found', 'private', 'your token'],
    ['missing, without a code', 401, {}, false, 'not-found', '"org/name" is not on the Hub', 'Check the name'],
    ['a bad token', 401, { 'x-error-message': invalid }, true, 'usage', 'does not accept the token', 'Sign in again'],
    ['a bad token, without words', 401, {}, true, 'usage', 'does not accept the token', 'HF_TOKEN'],
    [
      'disabled',
      403,
      { 'x-error-message': 'Access to this resource is disabled.' },
      true,
      'not-found',
      'disabled the model "org/name"',
      'another',
    ],
    ['a revision', 404, { 'x-error-code': 'RevisionNotFound' }, true, 'not-found', 'no revision "v2"', 'branch'],
    ['a file', 404, { 'x-error-code': 'EntryNotFound' }, true, 'not-found', 'no file "config.json"', ''],
    ['a file, by its commit', 404, { 'x-repo-commit': 'a'.repeat(40) }, false, 'not-found', 'no file', ''],
    [
      'anything else',
      418,
      { 'x-error-message': 'A\u00a0teapot,  short.' },
      true,
      'network',
      '418',
      '"A teapot, short."',
    ],
  ];

  it.each(cases)('%s', async (_name, status, headers, signedIn, code, message, help) => {
    const error = await refusal(status, headers, signedIn);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
    expect(error.help ?? '').toContain(help);
  });

  it('of the hosts of files are not taken for errors of the model', async () => {
    const files = await serve((_request, response) => void response.writeHead(403).end('<Error>expired</Error>'));
    server = await serve((_request, response) => void response.writeHead(302, { location: files.url }).end());
    const error = await failureOf(hubFetch(accessTo(server.url), server.url, { about }));
    await files.stop();
    expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('holds the files') as string });
    // A link that has expired is made anew by asking the Hub again.
    expect(server.seen.length).toBe(3);
  });
});

describe('failures of the network, in words', () => {
  const failing = (cause: unknown): typeof fetch => {
    return () => Promise.reject(new TypeError('fetch failed with hf_aTokenOfATest', { cause }));
  };
  const coded = (code: string): Error => Object.assign(new Error('low-level words'), { code });

  it.each([
    [coded('ENOTFOUND'), 'offline', 'cannot be reached (ENOTFOUND)', 1],
    [new AggregateError([coded('ECONNREFUSED')]), 'offline', 'cannot be reached (ECONNREFUSED)', 1],
    [coded('UND_ERR_CONNECT_TIMEOUT'), 'offline', 'cannot be reached', 1],
    [coded('SELF_SIGNED_CERT_IN_CHAIN'), 'network', 'certificate', 0],
    [coded('ECONNRESET'), 'network', 'was cut (ECONNRESET)', 5],
    [new Error('Proxy response (407) !== 200 when HTTP Tunneling'), 'network', 'asks for a sign-in (error 407)', 0],
    [undefined, 'network', 'was cut', 5],
  ])('%s', async (cause, code, words, retries) => {
    const access = accessTo('https://huggingface.co', { fetch: failing(cause) });
    const error = await failureOf(hubFetch(access, 'https://huggingface.co/x'));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect((error as LensError).cause).toBeUndefined();
    expect(access.waits).toHaveLength(retries);
  });

  it('a port where nobody listens', async () => {
    const gone = await serve(() => undefined);
    await gone.stop();
    const access = accessTo(gone.url);
    expect(await failureOf(hubFetch(access, gone.url))).toMatchObject({
      code: 'offline',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});
