import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toErrorData } from '../../../src/common/errors/lens-error';
import { HubClient } from '../../../src/hub/api/hub-client';
import { accessTo, failureOf, token } from '../support/scripted-server';

const endpoint = 'https://hub.example';

/** Words of a server that may hold what was sent to it, hidden by other case or characters that are not shown. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(token, token.toUpperCase(), token.replaceAll('o', 'o\u200b'), ` Bearer ${token}`, `"${token}"`),
      fc.string({ maxLength: 10 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const headerWords = words.map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());

const answer = fc.record({
  status: fc.constantFrom(200, 206, 302, 307, 400, 401, 403, 404, 409, 416, 418, 429, 451, 500, 503),
  body: fc.oneof(
    words,
    words.map((text) => JSON.stringify({ error: text, id: text, sha: text, name: [text], siblings: text })),
    words.map((text) => JSON.stringify([{ id: text, [text]: text }])),
    words.map((text) => `<html>${text}</html>`),
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'x-error-code',
      'x-error-message',
      'content-type',
      'content-range',
      'ratelimit',
      'retry-after',
      'link',
      'x-repo-commit',
    ),
    headerWords,
  ),
  location: fc.oneof(
    fc.constantFrom(
      `https://${token}.example/`,
      `http://${token}.example/`,
      `file:///${token}`,
      `https://u:${token}@h/`,
    ),
    headerWords,
  ),
  fails: fc.option(words),
});

const requests: ((client: HubClient) => Promise<unknown>)[] = [
  (client) => client.whoAmI(),
  (client) => client.repo('org/name', null),
  (client) => client.tree('org/name', 'a'.repeat(40)),
  (client) => client.revisions('org/name'),
  (client) => client.readText('org/name', 'main', 'config.json', 20),
  (client) => client.readRange('org/name', 'main', 'model.safetensors', 0, 8),
  (client) =>
    client.search(
      { text: '', task: null, author: null, library: null, license: null, sort: 'likes' },
      { limit: 1, cursor: null },
    ),
];

/** A Hub of this answer; a redirect leads to the same answer once more, so that every host's errors are met. */
function clientOf({ status, body, headers, location, fails }: typeof answer extends fc.Arbitrary<infer A> ? A : never) {
  const answered: typeof fetch = () => {
    if (fails !== null)
      return Promise.reject(new TypeError(fails, { cause: Object.assign(new Error(fails), { code: fails }) }));
    const content = new Headers(headers);
    if (status < 400 && status >= 300) content.set('location', location);
    return Promise.resolve(new Response(body, { status, headers: content }));
  };
  return new HubClient(accessTo(endpoint, { fetch: answered }));
}

/** The text as somebody reads it. */
const visible = (text: string): string => text.replace(/[\p{Cf}\p{Cc}]/gu, '').toLowerCase();

describe('the token', () => {
  it('is in no error, whatever a server answers', async () => {
    const one = fc.record({ given: answer, request: fc.constantFrom(...requests) });
    await fc.assert(
      fc.asyncProperty(one, async ({ given, request }) => {
        const result = await request(clientOf(given)).then(
          () => null,
          (error: unknown) => error,
        );
        if (result === null) return;
        const { code, message, help, details } = toErrorData(result);
        expect(code).not.toBe('internal');
        expect(visible(`${message} ${help ?? ''} ${details ?? ''}`)).not.toContain(token.toLowerCase());
      }),
      { numRuns: 2000 },
    );
  });

  it('that is none is refused before it is sent, and not repeated', async () => {
    for (const bad of ['hf_a\nb', 'hf_ü', 'hf a', '']) {
      const access = accessTo(endpoint, {
        token: () => Promise.resolve(bad),
        fetch: () => Promise.reject(new Error()),
      });
      const error = await failureOf(new HubClient(access).whoAmI());
      expect(error).toMatchObject({ code: 'usage' });
      if (bad !== '') expect(String(error)).not.toContain(bad);
    }
  });
});
