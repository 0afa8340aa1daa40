import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createProbe, type AddressInfo } from 'node:net';
import type { Faults } from './faults/faults.mts';
import { manyModels } from './listing/many-models.mts';
import type { Repo, RepoSpec } from './repos/repo.mts';
import type { Account } from './routes/access.mts';
import { answerApi } from './routes/api.mts';
import { faultOf, sendPortal, sendText, type Exchange } from './routes/exchange.mts';
import { answerResolve, answerSigned } from './routes/files.mts';
import { TestHubState } from './state.mts';

export interface HubOptions {
  readonly repos?: readonly RepoSpec[];
  /** Lists this many made-up models as well. */
  readonly many?: number;
  readonly port?: number;
  readonly filesPort?: number;
  /** Bytes a second and connection; as fast as it goes when left out. */
  readonly throttle?: number;
  readonly accounts?: Readonly<Record<string, Account>>;
}

/** A request that the server got. */
export interface HubRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly origin: 'hub' | 'files';
  readonly headers: Readonly<IncomingMessage['headers']>;
}

/** A server that speaks the Hub's protocol, on two origins of this machine. */
export interface TestHub {
  readonly endpoint: string;
  /** Where large files are: another origin, to which no token may go. */
  readonly filesEndpoint: string;
  readonly requests: readonly HubRequest[];
  readonly faults: Faults;
  addRepo(spec: RepoSpec): Repo;
  stop(): Promise<void>;
}

/** Tokens that the server knows unless others are given: `reader` may read nothing special, `member` everything. */
export const testTokens = { reader: 'hf_testreadertoken', member: 'hf_testmembertoken' } as const;

const accounts: Readonly<Record<string, Account>> = {
  [testTokens.reader]: { name: 'reader', mayRead: [] },
  [testTokens.member]: { name: 'member', mayRead: 'all' },
};

/** Starts a server on free ports of 127.0.0.1, unless others are given. */
export async function startHub(options: HubOptions = {}): Promise<TestHub> {
  const state = new TestHubState(options.accounts ?? accounts);
  for (const spec of options.repos ?? []) state.addRepo(spec);
  if (options.many) {
    const { listed, make } = manyModels(options.many);
    state.addListed(listed, make);
  }
  const requests: HubRequest[] = [];
  const throttle = options.throttle ?? null;
  const listen = (origin: 'hub' | 'files', port: number): Promise<Server> =>
    listenOn(port, (request, response) => {
      const { method = 'GET', url = '/', headers } = request;
      requests.push({ method, url, origin, headers });
      void answer(origin, request, response, state, throttle);
    });
  const hub = await listen('hub', options.port ?? 0);
  const files = await listen('files', options.filesPort ?? 0);
  state.endpoint = addressOf(hub);
  state.filesEndpoint = addressOf(files);
  return {
    endpoint: state.endpoint,
    filesEndpoint: state.filesEndpoint,
    requests,
    faults: state.faults,
    addRepo: (spec) => state.addRepo(spec),
    stop: async () => {
      await Promise.all([hub, files].map(close));
    },
  };
}

/** An address of this machine at which nobody answers. */
export async function deadEndpoint(): Promise<string> {
  const server = createProbe();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

async function answer(
  origin: 'hub' | 'files',
  request: IncomingMessage,
  response: ServerResponse,
  state: TestHubState,
  throttle: number | null,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const exchange: Exchange = { request, response, url, throttle, faults: state.faults.of(request, origin) };
  response.setHeader('ratelimit', '"api";r=1000;t=300');
  faultOf(exchange, 'meanwhile')?.run();
  const status = faultOf(exchange, 'status');
  try {
    if (faultOf(exchange, 'portal')) sendPortal(exchange);
    else if (status) sendText(exchange, status.body ?? '', 'text/html', status.status, status.headers);
    else if (origin === 'files') await answerSigned(exchange, state);
    else if (/\/(resolve|raw|resolve-cache)\//.test(url.pathname)) await answerResolve(exchange, state);
    else if (url.pathname.startsWith('/api/')) await answerApi(exchange, state);
    else sendText(exchange, 'Not found', 'text/html', 404);
  } catch (error) {
    // Whoever asked is to see that the server itself is at fault.
    if (!response.headersSent) sendText(exchange, String(error), 'text/plain', 500);
    response.destroy();
  }
}

async function listenOn(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 30_000 }, handle);
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
