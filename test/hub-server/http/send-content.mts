import { gzipSync } from 'node:zlib';
import { bytesOf, type Content, contentOf } from '../content/content.mts';
import { type Exchange, faultOf } from './exchange.mts';
import { sendBody } from './send-body.mts';

/** Answers with a file, or with the stretch of it that `Range` asks for: 200, 206 or 416. */
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
  const status = range === null ? 200 : 206;
  const sent = { 'accept-ranges': 'bytes', ...headers, ...partHeaders(exchange, range, content.size) };
  if (request.method === 'HEAD') response.writeHead(status, { ...sent, 'content-length': end - start }).end();
  else if (faultOf(exchange, 'gzip')) {
    const part = contentOf(end - start, () => content.read(start, end));
    response.writeHead(status, { ...sent, 'content-encoding': 'gzip' });
    response.write(gzipSync(await bytesOf(part)));
    response.end();
  } else {
    const length = faultOf(exchange, 'early-end') ? {} : { 'content-length': end - start };
    response.writeHead(status, { ...sent, ...length });
    await sendBody(exchange, content.read(start, end));
  }
}

type Range = readonly [start: number, end: number];

/** The bytes asked for, end exclusive; null for all of them. Several stretches at once are answered with everything. */
function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1);
  return start >= size || end <= start ? 'unsatisfiable' : [start, end];
}

function partHeaders(exchange: Exchange, range: Range | null, size: number): Record<string, string> {
  if (range === null) return {};
  const shift = faultOf(exchange, 'wrong-range') ? 1 : 0;
  return { 'content-range': `bytes ${range[0] + shift}-${range[1] - 1 + shift}/${size}` };
}
