import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HubAccess } from '../../../src/hub/http/hub-access';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A request as it arrived. */
export interface Seen {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** A server that answers what a test says. */
export interface ScriptedServer {
  readonly url: string;
  readonly seen: Seen[];
  stop(): Promise<void>;
}

/** Starts a server on this machine. `answer` gets the number of the request, from 0. */
export async function serve(answer: (...args: [...Parameters<Handler>, number]) => void): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const count = seen.length;
    seen.push({ method: request.method, url: request.url ?? '', headers: request.headers });
    answer(request, response, count);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

export const token = 'hf_aTokenOfATest';

/** How the tests reach a server: with a token, and with waits that are noted instead of waited for. */
export function accessTo(endpoint: string, changes: Partial<HubAccess> = {}): HubAccess & { waits: number[] } {
  const waits: number[] = [];
  return {
    endpoint,
    token: () => Promise.resolve(token),
    offline: () => false,
    fetch: globalThis.fetch,
    userAgent: 'model-lens/test',
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    ...changes,
    waits,
  };
}

/** What a promise is rejected with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => {
      throw new TypeError(`There was no failure but ${JSON.stringify(value)}.`);
    },
    (error: unknown) => error,
  );
}
