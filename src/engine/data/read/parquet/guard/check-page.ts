import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import type { DataPageHeader, DataPageHeaderV2 } from '../pages/page-header';
import { checkRuns } from './check-runs';
import { brokenParquet, maxPageValues, maxValueBytes } from './limits';

/** What a column's values look like in a page. */
export interface PageTraits {
  /** How many levels there are of each kind; 0: none are written. */
  readonly maxRepetition: number;
  readonly maxDefinition: number;
  /** Bytes of each value, where it is fixed. */
  readonly fixedLength: number;
}

/** @throws LensError `bad-file` */
export function checkCount(count: number): void {
  if (Number.isSafeInteger(count) && count >= 0 && count <= maxPageValues) return;
  throw brokenParquet(`a page says that it has ${count} values`);
}

/** Checks an unpacked data page, so that reading it takes no more than its size. @throws LensError `bad-file` */
export function checkDataPage(page: Uint8Array, header: DataPageHeader, traits: PageTraits): void {
  const { num_values: count, encoding } = header;
  let at = 0;
  let present = count;
  for (const [kind, most] of [traits.maxRepetition, traits.maxDefinition].entries()) {
    if (most === 0) continue;
    if (page.length < at + 4) throw brokenParquet('a page has no levels');
    const length = viewOf(page).getUint32(at, true);
    if (length > page.length - at - 4) throw brokenParquet('the levels of a page are longer than it');
    const levels = page.subarray(at + 4, at + 4 + length);
    const values = checkLevels(levels, most, count);
    if (kind === 1) present = values.filter((level) => level === most).length;
    at += 4 + length;
  }
  checkValues(page.subarray(at), encoding, present, traits.fixedLength);
}

/** Checks the levels of a data page of the second kind. @throws LensError `bad-file` */
export function checkLevelsV2(bytes: Uint8Array, header: DataPageHeaderV2, traits: PageTraits): void {
  const { repetition_levels_byte_length: first, definition_levels_byte_length: second } = header;
  const { num_values: count, num_nulls: nulls } = header;
  if (!(first >= 0 && second >= 0 && first + second <= bytes.length)) {
    throw brokenParquet('the levels of a page are longer than it');
  }
  if (!(nulls >= 0 && nulls <= count)) throw brokenParquet('a page lacks more values than it has');
  if (traits.maxRepetition > 0) checkLevels(bytes.subarray(0, first), traits.maxRepetition, count);
  if (traits.maxDefinition > 0) checkLevels(bytes.subarray(first, first + second), traits.maxDefinition, count);
}

/** The levels, none of which is above the highest that the schema has. */
function checkLevels(bytes: Uint8Array, most: number, count: number): number[] {
  const width = 32 - Math.clz32(most);
  checkRuns(bytes, 0, bytes.length, width, count);
  const levels = new Array<number>(count).fill(0);
  readRleBitPackedHybrid({ view: viewOf(bytes), offset: 0 }, width, levels, bytes.length);
  if (levels.some((level) => level > most)) throw brokenParquet('a value is nested more deeply than its column');
  return levels;
}

/** Checks encodings whose values may take more than their bytes. @throws LensError `bad-file` */
export function checkValues(values: Uint8Array, encoding: string, count: number, fixedLength: number): void {
  switch (encoding) {
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      // The first byte is the width of the indices; without any all of them are 0.
      if ((values[0] ?? 0) > 0) checkRuns(values, 1, values.length, values[0] ?? 0, count);
      break;
    case 'RLE':
      checkRuns(values, 4, values.length, 1, count);
      break;
    case 'BYTE_STREAM_SPLIT':
      if (count * fixedLength > values.length) throw brokenParquet('a page has fewer bytes than values');
      break;
    case 'DELTA_BYTE_ARRAY':
      checkPrefixes(values, count);
      break;
    default:
      break;
  }
}

/** Each value may repeat the beginning of the one before, so few bytes can stand for very many. */
function checkPrefixes(values: Uint8Array, count: number): void {
  const reader = { view: viewOf(values), offset: 0 };
  const total = lengthSum(reader, count) + lengthSum(reader, count);
  if (total > maxValueBytes) throw brokenParquet('the values of a page are too long');
}

function lengthSum(reader: { view: DataView; offset: number }, count: number): number {
  const lengths = new Int32Array(count);
  if (count > 0) deltaBinaryUnpack(reader, count, lengths);
  if (lengths.some((length) => length < 0)) throw brokenParquet('a value has a negative length');
  return lengths.reduce((sum, length) => sum + length, 0);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
