import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Content } from '../content/content.mts';
import type { Fault } from '../faults/faults.mts';

/** One request with its answer, and what is to go wrong with it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly faults: readonly Fault[];
  /** Bytes a second that every file is sent with; null: as fast as it goes. */
  readonly throttle: number | null;
}

/** The fault of a kind that this exchange meets. */
export function faultOf<Kind extends Fault['kind']>(
  { faults }: Exchange,
  kind: Kind,
): Extract<Fault, { kind: Kind }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: Kind }> => fault.kind === kind);
}

/** Answers with JSON. */
export function sendJson(exchange: Exchange, value: unknown, status = 200, headers: Record<string, string> = {}): void {
  const edit = faultOf(exchange, 'json')?.edit;
  const body = JSON.stringify(edit ? edit(structuredClone(value)) : value);
  sendText(exchange, body, 'application/json; charset=utf-8', status, headers);
}

export function sendText(
  { request, response }: Exchange,
  body: string,
  type: string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** The page that a hotel's network puts in place of everything. */
export function sendPortal(exchange: Exchange): void {
  sendText(exchange, '<!DOCTYPE html><html><body>Sign in to the network</body></html>', 'text/html');
}

/** Answers with a file or the stretch of it that `Range` asks for. */
export async function sendContent(
  exchange: Exchange,
  content: Content,
  headers: Record<string, string>,
): Promise<void> {
  const { request, response } = exchange;
  const range = faultOf(exchange, 'ignore-range') ? null : rangeOf(request.headers.range, content.size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${content.size}`, 'content-length': 0 }).end();
    return;
  }
  const [start, end] = range ?? [0, content.size];
  const shift = faultOf(exchange, 'wrong-range') ? 1 : 0;
  const whole = { 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream', ...headers };
  const partial = range ? { 'content-range': `bytes ${start + shift}-${end - 1 + shift}/${content.size}` } : {};
  if (faultOf(exchange, 'gzip') && request.method === 'GET') {
    const bytes = await collect(content.read(start, end));
    response.writeHead(range ? 206 : 200, { ...whole, ...partial, 'content-encoding': 'gzip' });
    response.end(gzipSync(bytes));
    return;
  }
  const length = faultOf(exchange, 'early-end') ? {} : { 'content-length': end - start };
  response.writeHead(range ? 206 : 200, { ...whole, ...partial, ...length });
  if (request.method === 'HEAD') response.end();
  else await sendBody(exchange, content.read(start, end));
}

/** The bytes asked for, end exclusive; null for all of them. */
function rangeOf(header: string | undefined, size: number): [number, number] | 'unsatisfiable' | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  const start = Number(match[1]);
  const end = match[2] ? Math.min(size, Number(match[2]) + 1) : size;
  return start >= size || end <= start ? 'unsatisfiable' : [start, end];
}

async function sendBody(exchange: Exchange, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const { response } = exchange;
  const stop = faultOf(exchange, 'cut') ?? faultOf(exchange, 'early-end') ?? faultOf(exchange, 'stall');
  const speed = faultOf(exchange, 'slow')?.bytesPerSecond ?? exchange.throttle;
  const damaged = faultOf(exchange, 'corrupt') !== undefined;
  let sent = 0;
  for await (const whole of pieces) {
    for (const part of speed === null ? [whole] : split(whole, Math.max(1, Math.ceil(speed / 50)))) {
      const room = stop ? stop.after - sent : part.length;
      const piece = damaged && sent === 0 ? flipped(part) : part;
      if (room > 0) await write(exchange, piece.subarray(0, room));
      sent += Math.min(part.length, Math.max(0, room));
      if (stop && sent >= stop.after) {
        end(exchange, stop.kind);
        return;
      }
      if (response.destroyed) return;
      if (speed !== null) await setTimeout((part.length / speed) * 1000);
    }
  }
  response.end();
}

function end({ response }: Exchange, kind: 'cut' | 'early-end' | 'stall'): void {
  if (kind === 'cut') response.destroy();
  if (kind === 'early-end') response.end();
  // A stall leaves the connection as it is.
}

async function write({ response }: Exchange, piece: Uint8Array): Promise<void> {
  if (response.destroyed || response.write(piece)) return;
  await new Promise<void>((done) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      done();
    };
    response.on('drain', go).on('close', go);
  });
}

function* split(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[0] = (copy[0] ?? 0) ^ 255;
  return copy;
}

async function collect(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}
