import type { QuantisedMatrix } from '../../../../src/engine/models/storage/blocks/quantise-weights';

/** The numbers [outputs, inputs] that blocks in a file stand for, by ONNX Runtime's description of `MatMulNBits`. */
export function decodeBlocks(file: Buffer, matrix: QuantisedMatrix): Float32Array<ArrayBuffer> {
  const { outputs, inputs, bits, size, at } = matrix;
  const blocks = Math.ceil(inputs / size);
  const packed = (start: number, index: number): number => {
    if (bits === 8) return file[start + index]!;
    const byte = file[start + Math.floor(index / 2)]!;
    return index % 2 === 0 ? byte & 15 : byte >> 4;
  };
  const zeroBytes = Math.ceil(blocks / 2);
  return Float32Array.from({ length: outputs * inputs }, (_, place) => {
    const [row, column] = [Math.floor(place / inputs), place % inputs];
    const block = Math.floor(column / size);
    const index = row * blocks + block;
    const zero = bits === 8 ? 128 : packed(at.zeros + row * zeroBytes, block);
    const scale = file.readFloatLE(at.scales + 4 * index);
    return (packed(at.values, index * size + (column % size)) - zero) * scale;
  });
}
