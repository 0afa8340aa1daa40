import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultControl, Origin } from '../faults/faults.mts';
import { HubError, sendError, type ErrorBody } from '../routes/hub-error.mts';
import { type Exchange, faultOf, partsOf, sendText } from './exchange.mts';
import type { RequestLog } from './request-log.mts';

/** What every request passes through before its route answers it. */
export interface Gate {
  readonly origin: Origin;
  readonly log: RequestLog;
  readonly faults: FaultControl;
  readonly throttle: number | null;
  readonly errorBody: ErrorBody;
  /** The quota that is told in the headers of every answer; none on the files' host. */
  readonly rateLimit: string | null;
}

const portalPage = '<!DOCTYPE html><html><body><h1>Welcome</h1><p>Sign in to use this network.</p></body></html>';

/** Answers a request by its route, unless a fault answers it. */
export async function respond(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  route: (exchange: Exchange) => void | Promise<void>,
): Promise<void> {
  const sent = gate.log.add(gate.origin, request, response);
  const faults = gate.faults.of(request, gate.origin);
  const { throttle } = gate;
  const exchange = { request, response, faults, throttle, sent, segments: [], query: new URLSearchParams() };
  if (gate.rateLimit !== null) response.setHeader('ratelimit', gate.rateLimit);
  try {
    await faultOf(exchange, 'meanwhile')?.run();
    for (const [name, value] of Object.entries(faultOf(exchange, 'headers')?.headers ?? {}))
      response.setHeader(name, value);
    if (!answeredByFault(exchange)) await route({ ...exchange, ...partsOf(request.url ?? '') });
  } catch (error) {
    fail(exchange, error, gate.errorBody);
  }
}

function answeredByFault(exchange: Exchange): boolean {
  const status = faultOf(exchange, 'status');
  if (faultOf(exchange, 'drop')) exchange.response.destroy();
  else if (status)
    sendText(exchange, status.body ?? '', { 'content-type': 'text/plain', ...status.headers }, status.status);
  else if (faultOf(exchange, 'portal')) sendText(exchange, portalPage, { 'content-type': 'text/html; charset=utf-8' });
  else return false;
  return true;
}

function fail(exchange: Exchange, error: unknown, body: ErrorBody): void {
  if (exchange.response.headersSent) exchange.response.destroy();
  else if (error instanceof HubError) sendError(exchange, error, body);
  else if (error instanceof URIError) sendError(exchange, new HubError(400, 'Bad request'), body);
  else {
    sendError(exchange, new HubError(500, 'Internal error'), body);
    // A fault of the server itself: whoever runs it has to know.
    console.error(error);
  }
}
