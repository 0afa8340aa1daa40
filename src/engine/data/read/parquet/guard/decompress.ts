import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { decompressLz4, decompressLz4Raw, decompressSnappy } from 'hyparquet-compressors';
import { LensError } from '../../../../../common/errors/lens-error';
import { brokenParquet, maxPageBytes } from './limits';

type Unpack = (input: Uint8Array, length: number) => Uint8Array;

const codecs: Readonly<Record<string, Unpack>> = {
  UNCOMPRESSED: (input) => input,
  SNAPPY: decompressSnappy,
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  ZSTD: unpackZstd,
  LZ4: (input, length) => {
    for (const [part, most] of lz4Parts(input, length)) checkLz4(part, most);
    return decompressLz4(input, length);
  },
  LZ4_RAW: (input, length) => {
    checkLz4(input, length);
    return decompressLz4Raw(input, length);
  },
};

/**
 * Unpacks a page, which must have the length that its header says.
 * @throws LensError `bad-file`, or `unsupported` for a codec that is not known
 */
export function decompress(codec: string, input: Uint8Array, length: number): Uint8Array {
  if (length < 0 || length > maxPageBytes) throw brokenParquet(`a page of ${length} bytes is too large`);
  const unpack = Object.hasOwn(codecs, codec) ? codecs[codec] : undefined;
  if (unpack === undefined) {
    const help = 'Save it with Snappy, gzip, zstd or without compression.';
    throw new LensError('unsupported', `The Parquet file is compressed with ${codec}, which is not read.`, help);
  }
  if (length === 0) return new Uint8Array(0);
  const page = unpack(input, length);
  if (page.length !== length) throw brokenParquet('a page has another length than its header says');
  return page;
}

/** The library would go on however much comes out. */
function unpackZstd(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  let at = 0;
  const stream = new Decompress((chunk) => {
    if (at + chunk.length > length) throw brokenParquet('a page is longer than its header says');
    output.set(chunk, at);
    at += chunk.length;
  });
  stream.push(input, true);
  return output.subarray(0, at);
}

/** LZ4 as Hadoop writes it: parts, each behind the lengths that it has unpacked and packed; else the whole is one part. */
function lz4Parts(input: Uint8Array, length: number): readonly (readonly [part: Uint8Array, length: number])[] {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const parts: [Uint8Array, number][] = [];
  for (let at = 0; at < input.length;) {
    const [unpacked, packed] = at + 8 <= input.length ? [view.getUint32(at), view.getUint32(at + 4)] : [0, Infinity];
    if (packed > input.length - at - 8 || unpacked > length) return [[input, length]];
    parts.push([input.subarray(at + 8, at + 8 + packed), unpacked]);
    at += 8 + packed;
  }
  return parts;
}

/** Adds up what LZ4's sequences unpack to, so that no match goes on for hours. */
function checkLz4(input: Uint8Array, length: number): void {
  let [at, total] = [0, 0];
  const extended = (first: number): number => {
    let value = first;
    for (let byte = first === 15 ? 255 : 0; byte === 255; value += byte) byte = input[at++] ?? 0;
    return value;
  };
  while (at < input.length && total <= length) {
    const token = input[at++] ?? 0;
    const literals = extended(token >> 4);
    at += literals;
    total += literals;
    if (at >= input.length) break;
    at += 2;
    total += extended(token & 15) + 4;
  }
  if (total > length) throw brokenParquet('a page is longer than its header says');
}
