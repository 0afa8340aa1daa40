import { create } from '@bufbuild/protobuf';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProtoSchema,
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';

/** IEEE 754 binary16 of float32 numbers of ordinary size, by cutting. */
export function toHalf(bytes: Uint8Array): Uint8Array {
  const words = new Uint32Array(copyOf(bytes));
  const halves = Uint16Array.from(words, (word) => {
    const exponent = ((word >>> 23) & 0xff) - 127 + 15;
    return exponent <= 0 ? 0 : ((word >>> 16) & 0x8000) | (exponent << 10) | ((word >>> 13) & 0x3ff);
  });
  return new Uint8Array(halves.buffer);
}

const blockSize = 32;

interface Quantised {
  readonly k: number;
  readonly n: number;
  /** [N, K], 0 to 15 around 8. */
  readonly levels: Uint8Array;
  /** [N, blocks] */
  readonly scales: Float32Array;
}

/** The matrices [K, N] of a graph's MatMuls, rounded to four bits in blocks along K. */
function quantise(graph: GraphProto): Map<string, Quantised> {
  const used = new Set(graph.node.filter(({ opType }) => opType === 'MatMul').map(({ input }) => input[1]));
  const matrices = graph.initializer.filter(({ name, dims }) => used.has(name) && dims.length === 2);
  return new Map(
    matrices.map(({ name, dims, rawData }) => {
      const [k, n] = dims.map(Number) as [number, number];
      const data = new Float32Array(copyOf(rawData));
      const blocks = Math.ceil(k / blockSize);
      const scales = new Float32Array(n * blocks);
      const levels = new Uint8Array(n * k);
      for (let i = 0; i < n * k; i++) {
        const [row, at] = [Math.floor(i / k), i % k];
        const scale = row * blocks + Math.floor(at / blockSize);
        scales[scale] = Math.max(scales[scale] ?? 0, Math.abs(data[at * n + row] ?? 0) / 7);
      }
      for (let i = 0; i < n * k; i++) {
        const [row, at] = [Math.floor(i / k), i % k];
        const scale = scales[row * blocks + Math.floor(at / blockSize)] ?? 1;
        levels[i] = Math.round((data[at * n + row] ?? 0) / scale) + 8;
      }
      return [name, { k, n, levels, scales }];
    }),
  );
}

/** The float32 numbers that four bits hold. */
export function roundToFourBits(graph: GraphProto): void {
  const quantised = quantise(graph);
  for (const tensor of graph.initializer) {
    const found = quantised.get(tensor.name);
    if (!found) continue;
    const { k, n, levels, scales } = found;
    const blocks = Math.ceil(k / blockSize);
    const data = Float32Array.from({ length: k * n }, (_, i) => {
      const [at, row] = [Math.floor(i / n), i % n];
      return ((levels[row * k + at] ?? 8) - 8) * (scales[row * blocks + Math.floor(at / blockSize)] ?? 1);
    });
    tensor.rawData = new Uint8Array(data.buffer);
  }
}

/** MatMuls with their matrices in four bits, as ONNX Runtime's quantiser writes them (symmetric, blocks of 32). */
export function packInFourBits(graph: GraphProto): void {
  const quantised = quantise(graph);
  graph.initializer = graph.initializer.flatMap((tensor) => {
    const found = quantised.get(tensor.name);
    if (!found) return [tensor];
    const { k, n, levels, scales } = found;
    const blocks = Math.ceil(k / blockSize);
    const packed = new Uint8Array(n * blocks * (blockSize / 2)).fill(0x88);
    levels.forEach((level, i) => {
      const [row, at] = [Math.floor(i / k), i % k];
      const byte = row * blocks * (blockSize / 2) + (at >> 1);
      const before = packed[byte] ?? 0;
      packed[byte] = at % 2 === 0 ? (before & 0xf0) | level : (before & 0x0f) | (level << 4);
    });
    const dims = [n, blocks, blockSize / 2].map(BigInt);
    return [
      create(TensorProtoSchema, { name: tensor.name, dataType: DataType.UINT8, dims, rawData: packed }),
      create(TensorProtoSchema, {
        name: `${tensor.name} scales`,
        dataType: DataType.FLOAT,
        dims: [BigInt(n), BigInt(blocks)],
        rawData: new Uint8Array(scales.buffer),
      }),
    ];
  });
  for (const node of graph.node) {
    const found = node.opType === 'MatMul' ? quantised.get(node.input[1] ?? '') : undefined;
    if (!found) continue;
    node.opType = 'MatMulNBits';
    node.domain = 'com.microsoft';
    node.input.push(`${node.input[1] ?? ''} scales`);
    const numbers = { K: found.k, N: found.n, bits: 4, block_size: blockSize };
    node.attribute = Object.entries(numbers).map(([name, value]) =>
      create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) }),
    );
  }
}

/** Bytes in a buffer of their own, so that they can be read as numbers. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
