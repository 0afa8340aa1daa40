import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../faults/faults.mts';

/** One request with its answer, and what is to go wrong with it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The parts of the path, decoded. They are taken as they were sent: `URL` would resolve `..`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly faults: readonly Fault[];
  /** Bytes a second that every file is sent with; null: as fast as it goes. */
  readonly throttle: number | null;
  /** Is told of each piece of a file that leaves. */
  readonly sent: (bytes: number) => void;
}

/** Parts of the address of a request. Throws URIError for bad escapes. */
export function partsOf(url: string): Pick<Exchange, 'segments' | 'query'> {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  return { segments: path.split('/').slice(1).map(decodeURIComponent), query: new URLSearchParams(query) };
}

/** The fault of a kind that this exchange meets. */
export function faultOf<Kind extends Fault['kind']>(
  { faults }: Exchange,
  kind: Kind,
): Extract<Fault, { kind: Kind }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: Kind }> => fault.kind === kind);
}

/** Answers with JSON. */
export function sendJson(exchange: Exchange, value: unknown, headers: Record<string, string> = {}, status = 200): void {
  const edit = faultOf(exchange, 'json')?.edit;
  const body = faultOf(exchange, 'text')?.text ?? JSON.stringify(edit ? edit(structuredClone(value)) : value);
  sendText(exchange, body, { ...headers, 'content-type': 'application/json; charset=utf-8' }, status);
}

/** Answers with a text; `headers` name its type. */
export function sendText(
  { request, response }: Exchange,
  body: string,
  headers: Record<string, string>,
  status = 200,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Sends the client elsewhere. */
export function redirect({ response }: Exchange, status: 302 | 307, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'content-length': 0 }).end();
}
