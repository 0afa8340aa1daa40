import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValues, checkLevelsV2 } from '../../../../src/engine/data/read/parquet/guard/check-page';
import { checkRuns } from '../../../../src/engine/data/read/parquet/guard/check-runs';
import { checkThrift } from '../../../../src/engine/data/read/parquet/guard/check-thrift';
import { decompress } from '../../../../src/engine/data/read/parquet/guard/decompress';

const broken = expect.objectContaining({ code: 'bad-file' }) as Error;

describe('what keeps the Parquet library from being led astray', () => {
  it('lists that are longer than the file, numbers and nesting without end', () => {
    // A struct whose first field is a list of 2^31 structs; each of them again.
    const list = [0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07];
    expect(() => checkThrift(Uint8Array.from(list), 0)).toThrow(broken);
    expect(() => checkThrift(new Uint8Array(1_000_000).fill(0x1c), 0)).toThrow(broken);
    expect(() => checkThrift(Uint8Array.from([0x16, ...new Array<number>(1000).fill(0xff)]), 0)).toThrow(broken);
    expect(() => checkThrift(Uint8Array.from([0x18, 0xff, 0x7f, 0]), 0)).toThrow(broken);
    expect(checkThrift(Uint8Array.from([0x15, 0x02, 0x00, 9, 9]), 0)).toBe(3);
  });

  it('walks any bytes to an end or a failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(checkThrift(bytes, 0)).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toEqual(broken);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('runs of levels that go beyond their values', () => {
    const run = (count: number) => Uint8Array.from([...varint(count * 2), 1]);
    expect(() => checkRuns(run(100), 0, 3, 1, 100)).not.toThrow();
    expect(() => checkRuns(run(2_000_000_000), 0, 6, 1, 100)).toThrow(broken);
    expect(() => checkRuns(Uint8Array.from([0, 0, 0]), 0, 3, 1, 100)).toThrow(broken);
    // Packed groups of no bits, millions of them.
    expect(() => checkRuns(Uint8Array.from(varint(2 ** 29 + 1)), 0, 5, 0, 100)).toThrow(broken);
    expect(() => checkRuns(run(10), 0, 2, 1, 100)).toThrow(broken);
    expect(() => checkRuns(run(10), 0, 2, 60, 10)).toThrow(broken);
  });

  it('values that few bytes stand for, each the beginning of a long one', () => {
    // DELTA_BYTE_ARRAY: the second value repeats 1 MB of the first, and so does every other.
    const count = 1000;
    const lengths = (first: number, rest: number) => {
      const zigzag = (value: number) => varint(value >= 0 ? value * 2 : -value * 2 - 1);
      const blocks = Math.ceil((count - 1) / 128);
      const block = (delta: number) => [...zigzag(delta), 0, 0, 0, 0];
      return [...varint(128), ...varint(4), ...varint(count), ...zigzag(first), ...Array.from({ length: blocks }, () => block(rest)).flat()]; // prettier-ignore
    };
    const bomb = Uint8Array.from([...lengths(0, 1_000_000), ...lengths(1_000_000, 0)]);
    expect(() => checkValues(bomb, 'DELTA_BYTE_ARRAY', count, 1)).toThrow(broken);
  });

  it('pages that unpack to more than they say', () => {
    const zeros = Buffer.alloc(50_000_000);
    expect(() => decompress('GZIP', gzipSync(zeros), 1000)).toThrow();
    expect(() => decompress('BROTLI', brotliCompressSync(zeros.subarray(0, 5_000_000)), 1000)).toThrow();
    // zstd: a frame of many blocks, each one byte that stands for 128 kB.
    const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    const size = 128 * 1024 - 1;
    const block = [(size << 3) & 0xff | 2, (size >> 5) & 0xff, (size >> 13) & 0xff, 7]; // prettier-ignore
    const blocks = Uint8Array.from([...frame, ...Array.from({ length: 4000 }, () => block).flat()]);
    expect(() => decompress('ZSTD', blocks, 1_000_000)).toThrow();
    // LZ4: one literal, then a match of as many bytes as there are in the page.
    const match = Uint8Array.from([0x1f, 7, 1, 0, ...new Array<number>(100_000).fill(255), 0]);
    expect(() => decompress('LZ4_RAW', match, 1000)).toThrow(broken);
    expect(() => decompress('LZ4', match, 1000)).toThrow(broken);
    const framed = Uint8Array.from([0, 0, 3, 0xe8, 0, 1, 0x86, 0xa5, ...match]);
    expect(() => decompress('LZ4', framed, 1000)).toThrow(broken);
    expect(() => decompress('SNAPPY', Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0x0f]), 2 ** 31)).toThrow(broken);
    expect(() => decompress('LZO', new Uint8Array(4), 4)).toThrow(expect.objectContaining({ code: 'unsupported' }) as Error); // prettier-ignore
  });

  it('levels of a second kind of page that lie outside of it', () => {
    const header = { num_values: 10, num_nulls: 0, num_rows: 10, encoding: 'PLAIN', definition_levels_byte_length: 50, repetition_levels_byte_length: 0 } as const; // prettier-ignore
    const traits = { maxRepetition: 0, maxDefinition: 1, fixedLength: 1 };
    const check = (change: object) => () => checkLevelsV2(new Uint8Array(20), { ...header, ...change }, traits);
    expect(check({})).toThrow(broken);
    expect(check({ definition_levels_byte_length: -4 })).toThrow(broken);
    expect(check({ definition_levels_byte_length: 2, num_nulls: -5 })).toThrow(broken);
  });
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    if (rest < 128) return bytes;
  }
}
