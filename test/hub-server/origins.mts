import type { FaultControl, Origin } from './faults/faults.mts';
import { close, listen } from './http/listen.mts';
import type { RequestLog } from './http/request-log.mts';
import { type Gate, respond } from './http/respond.mts';
import { answer } from './routes/hub-routes.mts';
import type { HubState } from './routes/hub-state.mts';
import { answerFiles } from './routes/files-routes.mts';
import { SignedUrls } from './routes/signed-urls.mts';
import { XetStore } from './xet/xet-store.mts';
import type { HubOptions, TestHub } from './start-hub.mts';

type Parts = Pick<HubState, 'store' | 'listing' | 'users'> & {
  readonly log: RequestLog;
  readonly faults: FaultControl;
};

/** Starts the two servers: the Hub, and the other host that has the large files. */
export async function startOrigins(
  { log, faults, ...parts }: Parts,
  options: HubOptions,
): Promise<Pick<TestHub, 'endpoint' | 'filesEndpoint' | 'expireSignedUrls' | 'stop'>> {
  const { errorBody = 'error', treePage = 1000, signedForMs = 3_600_000, throttle = null } = options;
  const [hub, files] = [await listen(options.port ?? 0), await listen(options.filesPort ?? 0)];
  const endpoint = `http://127.0.0.1:${hub.port}`;
  const filesEndpoint = `http://localhost:${files.port}`;
  const signed = new SignedUrls(filesEndpoint, signedForMs);
  const xet = new XetStore(filesEndpoint);
  const state: HubState = { ...parts, endpoint, signed, xet, treePage };
  const gate = (origin: Origin, rateLimit: string | null): Gate => ({
    origin,
    log,
    faults,
    throttle,
    errorBody,
    rateLimit,
  });
  const hubGate = gate('hub', '"api";r=499;t=300');
  const filesGate = gate('files', null);
  hub.server.on('request', (request, response) => {
    void respond(hubGate, request, response, (exchange) => answer(exchange, state));
  });
  files.server.on('request', (request, response) => {
    void respond(filesGate, request, response, (exchange) => answerFiles(exchange, state));
  });
  const stop = async (): Promise<void> => {
    await Promise.all([close(hub.server), close(files.server)]);
  };
  return { endpoint, filesEndpoint, expireSignedUrls: () => signed.expireAll(), stop };
}
