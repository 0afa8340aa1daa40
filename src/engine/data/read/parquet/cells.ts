import { isUtf8 } from 'node:buffer';
import type { ParquetParsers } from 'hyparquet';
import type { Cell } from '../table';

/** Stands for text that is no UTF-8. */
export class BrokenText {
  constructor(readonly bytes: Uint8Array) {}
}

/** A text, or what stands for one that is broken; the library would put replacement characters in. */
function text(bytes: Uint8Array): string | BrokenText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) && !buffer.includes(0) ? buffer.toString('utf8') : new BrokenText(bytes);
}

const date = (value: number | bigint): string => new Date(Number(value)).toISOString();
const none = (): null => null;

/** How values become cells: as they are, dates as text. */
export const parsers: ParquetParsers = {
  // The library hands these on to its own caller without looking at them.
  stringFromBytes: text as ParquetParsers['stringFromBytes'],
  jsonFromBytes: text as ParquetParsers['jsonFromBytes'],
  timestampFromMilliseconds: date,
  timestampFromMicroseconds: (value: bigint) => date(value / 1000n), // prettier-ignore
  timestampFromNanoseconds: (value: bigint) => date(value / 1000000n), // prettier-ignore
  dateFromDays: (days: number) => date(days * 86_400_000).slice(0, 10),
  geometryFromBytes: none,
  geographyFromBytes: none,
  uuidFromBytes: none,
};

const deepest = 8;

/** A value as a cell; whole numbers of 64 bits that are no safe numbers become text. */
export function toCell(value: unknown, depth = 0): Cell | BrokenText {
  if (value === null || value === undefined || depth > deepest) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof BrokenText) return value;
  if (ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) return list(value, depth);
  if (typeof value !== 'object') return null;
  const entries = Object.entries(value).map(([key, item]) => [key, toCell(item, depth + 1)] as const);
  const broken = entries.map(([, item]) => item).find((item) => item instanceof BrokenText);
  return broken ?? (Object.fromEntries(entries) as { readonly [key: string]: Cell });
}

function list(values: readonly unknown[], depth: number): Cell | BrokenText {
  const cells = values.map((item) => toCell(item, depth + 1));
  const broken = cells.find((item) => item instanceof BrokenText);
  return broken ?? (cells as Cell[]);
}
