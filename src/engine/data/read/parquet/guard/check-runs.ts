import { brokenParquet } from './limits';

/** Writers may fill the last packed run up; so many values more are let through. */
const padding = 4096;

/**
 * Walks levels or indices (Parquet's hybrid of runs and packed groups) without unpacking them: no run may go beyond the
 * values that there are.
 * @param width bits of a value
 * @throws LensError `bad-file`
 */
export function checkRuns(bytes: Uint8Array, from: number, to: number, width: number, count: number): void {
  if (width > 32) throw brokenParquet(`its values have ${width} bits`);
  let at = from;
  let seen = 0;
  while (seen < count) {
    const [header, next] = varint(bytes, at, to);
    at = next;
    const isPacked = header % 2 === 1;
    const values = isPacked ? Math.floor(header / 2) * 8 : Math.floor(header / 2);
    if (values === 0 || seen + values > count + (isPacked ? padding : 0))
      throw brokenParquet('a run has a wrong length');
    at += isPacked ? (values / 8) * width : (width + 7) >> 3;
    // The last packed group may be cut short.
    if (at > to + width) throw brokenParquet('a run ends outside of its page');
    seen += values;
  }
}

function varint(bytes: Uint8Array, from: number, to: number): readonly [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 5 && from + index < to; index += 1) {
    const byte = bytes[from + index] ?? 0;
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return [value, from + index + 1];
  }
  throw brokenParquet('a run has no length');
}
