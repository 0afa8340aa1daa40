import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../../src/common/tensors/pack';

const arrays = fc.oneof(
  fc.float32Array({ maxLength: 9 }),
  fc.int32Array({ maxLength: 9 }),
  fc.uint8Array({ maxLength: 9 }),
  fc.bigInt64Array({ maxLength: 9 }),
);
const messages = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    arrays,
    fc.string(),
    fc.double({ noNaN: true }),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node'), { maxKeys: 4 }),
  ),
})).node;

describe('pack', () => {
  it('gives back what went in, with one buffer for all arrays', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(unpack(structuredClone(pack(message)))).toEqual(structuredClone(message));
      }),
    );
  });

  it('survives a buffer that starts at an odd address', () => {
    const packed = pack({ values: Float64Array.of(1, 2) });
    const shifted = new Uint8Array(packed.buffer.byteLength + 1);
    shifted.set(packed.buffer, 1);
    expect(unpack({ ...packed, buffer: shifted.subarray(1) })).toEqual({ values: Float64Array.of(1, 2) });
  });

  it('refuses arrays outside the buffer and indices that are not there', () => {
    const packed = pack({ values: Int32Array.of(1, 2) });
    for (const offset of [-8, 4, 8, 1e9, NaN, 0.5]) {
      expect(() => unpack({ ...packed, arrays: [{ dtype: 'int32', offset, length: 2 }] })).toThrow(RangeError);
    }
    expect(() => unpack({ ...packed, arrays: [{ dtype: 'int32', offset: 0, length: 2 ** 40 }] })).toThrow(RangeError);
    expect(() => unpack({ ...packed, arrays: [] })).toThrow(RangeError);
  });

  it('refuses messages that are nested without end', () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    expect(() => pack(cyclic)).toThrow(RangeError);
  });
});
