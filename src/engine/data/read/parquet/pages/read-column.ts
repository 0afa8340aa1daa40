import type { FileHandle } from 'node:fs/promises';
import type { ColumnMetaData, DecodedArray, ParquetParsers, SchemaTree } from 'hyparquet';
import { assembleLists } from 'hyparquet/src/assemble.js';
import { convert, convertWithDictionary } from 'hyparquet/src/convert.js';
import { readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import type { CancellationSignal } from '../../../../../common/rpc/cancellation';
import { checkCount, checkDataPage, checkLevelsV2, checkValues, type PageTraits } from '../guard/check-page';
import { decompress } from '../guard/decompress';
import { brokenParquet } from '../guard/limits';
import { FileWindow } from './file-window';
import { mostHeaderBytes, readPageHeader, type PageHeader } from './page-header';

/** A column of a row group, and how its values are read. */
export interface ColumnChunk {
  readonly meta: ColumnMetaData;
  /** From the root of the schema to the column. */
  readonly path: SchemaTree[];
  readonly start: number;
  readonly end: number;
  readonly parsers: ParquetParsers;
}

/**
 * Reads the values of a column page by page, each checked before the library's decoders are given it.
 * @param rows where to stop; Infinity reads all
 * @throws LensError `bad-file`, `unsupported`, `cancelled`
 */
export async function readColumn(
  file: FileHandle,
  chunk: ColumnChunk,
  rows: number,
  signal: CancellationSignal,
): Promise<unknown[]> {
  const pages = new ColumnPages(chunk);
  const window = new FileWindow(file, chunk.end);
  let at = chunk.start;
  while (at < chunk.end && pages.rows < rows) {
    signal.throwIfAborted();
    const { header, length } = readPageHeader(await window.upTo(at, mostHeaderBytes));
    at += length;
    pages.add(header, await window.exactly(at, header.compressed_page_size));
    at += header.compressed_page_size;
  }
  return pages.values;
}

class ColumnPages {
  readonly values: unknown[] = [];
  #dictionary: DecodedArray | undefined;
  #left: number;
  readonly #traits: PageTraits;
  readonly #decoder;

  constructor({ meta, path, parsers }: ColumnChunk) {
    const element = path.at(-1)?.element;
    if (element?.type === undefined) throw brokenParquet('a column has no type');
    this.#traits = {
      maxRepetition: path.length > 1 ? getMaxRepetitionLevel(path) : 0,
      maxDefinition: getMaxDefinitionLevel(path),
      fixedLength: element.type === 'FIXED_LEN_BYTE_ARRAY' ? (element.type_length ?? 0) : 1,
    };
    this.#left = Number(meta.num_values);
    const { codec, type, path_in_schema: pathInSchema } = meta;
    this.#decoder = { pathInSchema, type, element, schemaPath: path, codec, parsers };
  }

  /** Rows that are whole; the last one of a column of lists may go on in the next page. */
  get rows(): number {
    return this.#traits.maxRepetition > 0 ? this.values.length - 1 : this.values.length;
  }

  add(header: PageHeader, bytes: Uint8Array): void {
    if (header.type === 'DICTIONARY_PAGE') this.#addDictionary(header, bytes);
    else if (header.type === 'DATA_PAGE') this.#addPage(header, bytes);
    else if (header.type === 'DATA_PAGE_V2') this.#addPageV2(header, bytes);
  }

  #count(values: number): void {
    checkCount(values);
    this.#left -= values;
    if (this.#left < 0) throw brokenParquet('a column has more values than its metadata says');
  }

  #addDictionary(header: PageHeader, bytes: Uint8Array): void {
    const count = header.dictionary_page_header?.num_values ?? 0;
    checkCount(count);
    const page = decompress(this.#decoder.codec, bytes, header.uncompressed_page_size);
    const reader = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
    const values = readPlain(reader, this.#decoder.type, count, this.#decoder.element.type_length);
    this.#dictionary = convert(values, this.#decoder);
  }

  #addPage(header: PageHeader, bytes: Uint8Array): void {
    const own = header.data_page_header;
    if (own === undefined) throw brokenParquet('a page has no header of its own');
    this.#count(own.num_values);
    const page = decompress(this.#decoder.codec, bytes, header.uncompressed_page_size);
    checkDataPage(page, own, this.#traits);
    this.#append(readDataPage(page, own, this.#decoder), own.encoding);
  }

  #addPageV2(header: PageHeader, bytes: Uint8Array): void {
    const own = header.data_page_header_v2;
    if (own === undefined) throw brokenParquet('a page has no header of its own');
    this.#count(own.num_values);
    checkLevelsV2(bytes, own, this.#traits);
    const levels = own.repetition_levels_byte_length + own.definition_levels_byte_length;
    const length = header.uncompressed_page_size - levels;
    const isPacked = own.is_compressed !== false;
    const data = isPacked ? decompress(this.#decoder.codec, bytes.subarray(levels), length) : bytes.subarray(levels);
    checkValues(data, own.encoding, own.num_values - own.num_nulls, this.#traits.fixedLength);
    const whole = new Uint8Array(levels + data.length);
    whole.set(bytes.subarray(0, levels));
    whole.set(data, levels);
    const unpacked = { ...header, data_page_header_v2: { ...own, is_compressed: false } };
    this.#append(readDataPageV2(whole, unpacked, this.#decoder), own.encoding);
  }

  #append(page: ReturnType<typeof readDataPage>, encoding: Parameters<typeof convertWithDictionary>[2]): void {
    const { definitionLevels, repetitionLevels, dataPage } = page;
    const values = convertWithDictionary(dataPage, this.#dictionary, encoding, this.#decoder);
    const isNested = this.#traits.maxRepetition > 0;
    const output = isNested ? this.values : [];
    const made = assembleLists(output, definitionLevels, repetitionLevels, values, this.#decoder.schemaPath);
    if (made === this.values) return;
    for (const value of made as ArrayLike<unknown> & Iterable<unknown>) this.values.push(value);
  }
}
