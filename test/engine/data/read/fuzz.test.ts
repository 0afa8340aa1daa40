import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { openTable } from '../../../../src/engine/data/read/open-table';
import { readAll } from '../support/read-all';

// Bytes from anywhere give rows, or a LensError that names the file: no other error, no hang, no memory without end (the
// process would be ended by it).

const fixtures = join(import.meta.dirname, '../../../fixtures/training-data');
const mostBytes = 1.5e9;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'fuzz-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function survives(name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(folder, name), bytes);
  try {
    const table = await openTable(folder, name);
    const rows = await readAll(table);
    for (const { cells, problem } of rows) if (problem === null) expect(cells).toHaveLength(table.columns.length);
    const lines = rows.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  } catch (error) {
    expect(error).toBeInstanceOf(LensError);
    expect((error as LensError).code).toMatch(/^(bad-file|unsupported)$/);
    expect((error as LensError).message).toContain(name);
  }
  expect(process.memoryUsage().rss).toBeLessThan(mostBytes);
}

/** Text that means something to the format, among any bytes. */
const bytesWith = (pieces: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...pieces).map((piece) => Buffer.from(piece)),
        fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
        fc.string({ unit: 'binary', maxLength: 6 }).map((text) => Buffer.from(text)),
      ),
      { maxLength: 60 },
    )
    .map((parts) => Buffer.concat(parts));

describe('hostile files', () => {
  it.each(['any.csv', 'any.tsv'])('%s', async (name) => {
    const pieces = [',', ';', '\t', '"', '""', '\n', '\r\n', '\r', 'a', 'text,label', '\ufeff', '\0', '|', ' '];
    await fc.assert(
      fc.asyncProperty(bytesWith(pieces), (bytes) => survives(name, bytes)),
      { numRuns: 150 },
    );
  });

  it('any.jsonl', async () => {
    const pieces = ['{', '}', '"text"', ':', '"a"', ',', '[', ']', '\n', '{"text":"a"}\n', '1', 'null', '\\u0000', '__proto__', '{"__proto__":{"a":1}}\n']; // prettier-ignore
    await fc.assert(
      fc.asyncProperty(bytesWith(pieces), (bytes) => survives('any.jsonl', bytes)),
      { numRuns: 150 },
    );
  });

  it('UTF-16 with a mark, and half of it', async () => {
    const wide = fc.string({ maxLength: 40 }).map((text) => Buffer.from(`\ufeffa,b\n${text}\n`, 'utf16le'));
    const cut = fc.tuple(wide, fc.nat(3)).map(([bytes, end]) => bytes.subarray(0, bytes.length - end));
    await fc.assert(
      fc.asyncProperty(cut, (bytes) => survives('wide.csv', bytes)),
      { numRuns: 100 },
    );
  });

  it.each([
    'plain-none',
    'plain-snappy',
    'plain-gzip',
    'plain-brotli',
    'plain-zstd',
    'plain-lz4',
    'plain-v2',
    'plain-delta',
    'words',
  ])(
    // prettier-ignore
    '%s.parquet with bytes changed',
    async (base) => {
      const whole = await readFile(join(fixtures, `${base}.parquet`));
      const value = fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff);
      const byte = fc.oneof(value, fc.integer({ min: 0, max: 255 }));
      // The footer is where most of the lengths are.
      const place = fc.oneof(fc.nat(whole.length - 1), fc.nat(1200).map((back) => Math.max(0, whole.length - 9 - back))); // prettier-ignore
      const changes = fc.array(fc.tuple(place, byte, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 });
      const property = fc.asyncProperty(changes, async (list) => {
        const bytes = Buffer.from(whole);
        for (const [at, to, count] of list) bytes.fill(to, at, Math.min(at + count, bytes.length));
        await survives(`${base}.parquet`, bytes);
      });
      await fc.assert(property, { numRuns: 120 });
    },
    120_000,
  );

  it('a Parquet file cut anywhere', async () => {
    const whole = await readFile(join(fixtures, 'plain-v2.parquet'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(40), (start, more) => {
        const tail = whole.subarray(whole.length - 8 - more);
        return survives('cut.parquet', Buffer.concat([whole.subarray(0, start), tail]));
      }),
      { numRuns: 100 },
    );
  });
});
