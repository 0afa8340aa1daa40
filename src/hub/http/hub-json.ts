import * as v from 'valibot';
import { LensError } from '../../common/errors/lens-error';
import type { HubAccess } from './hub-access';
import { fetchOnce, type HubRequestInit } from './hub-fetch';
import { readBody } from './read-body';
import { withRetries } from './retry';

/** A checked answer, with the headers that it came with. */
export interface HubAnswer<Value> {
  readonly value: Value;
  readonly headers: Headers;
}

const maxBytes = 32_000_000;

/**
 * Asks the Hub for JSON and checks its shape.
 * @throws LensError as `hubFetch` does; `network` for what is not JSON, or JSON of another shape
 */
export function hubJson<Schema extends v.GenericSchema>(
  access: HubAccess,
  url: string,
  schema: Schema,
  init: HubRequestInit = {},
): Promise<HubAnswer<v.InferOutput<Schema>>> {
  return withRetries(access, init.signal, async (token) => {
    const headers = { accept: 'application/json', ...init.headers };
    const response = await fetchOnce(access, url, { ...init, headers }, token);
    const bytes = await readBody(response, { maxBytes, signal: init.signal });
    const { host } = new URL(url);
    return {
      value: checked(parsed(response, new TextDecoder().decode(bytes), host), schema, host),
      headers: response.headers,
    };
  });
}

function parsed(response: Response, text: string, host: string): unknown {
  refusePage(response, host);
  if (/^\s*</.test(text)) throw pageError(host);
  try {
    return JSON.parse(text);
  } catch {
    // Its error quotes the text, which is the server's.
    throw new LensError('network', `What ${host} sent is not valid JSON.`, 'Try again later.');
  }
}

function checked<Schema extends v.GenericSchema>(value: unknown, schema: Schema, host: string): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0]);
  const where = path === null ? '' : ` ("${path}")`;
  throw new LensError(
    'network',
    `What ${host} sent is not what the Hub sends${where}.`,
    'Check the endpoint (HF_ENDPOINT).',
  );
}

/**
 * Refuses a web page where data was due: what a network answers that wants a sign-in of its own.
 * @throws LensError `network`
 */
export function refusePage(response: Response, host: string): void {
  const type = response.headers.get('content-type') ?? '';
  if (/^\s*(?:text\/html|application\/xhtml)/i.test(type)) throw pageError(host);
}

function pageError(host: string): LensError {
  return new LensError(
    'network',
    `A web page came where data of ${host} was due, probably the sign-in page of this network.`,
    'Open a browser, sign in to the network, and try again.',
  );
}
