import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WeightStorage } from '../../../../src/common/contracts/weight-storage';
import { encodeModel } from '../../../../src/engine/formats/onnx/encode-model';
import { fromBfloat16, fromFloat16 } from '../../../../src/engine/formats/safetensors/half-floats';
import { Graph } from '../../../../src/engine/graph/graph';
import type { WeightLayout } from '../../../../src/engine/graph/operations/linear-algebra';
import { quantiseWeights } from '../../../../src/engine/models/storage/blocks/quantise-weights';
import { sessionWeights } from '../../../../src/engine/models/storage/session-weights';
import type { StoredEntry } from '../../../../src/engine/models/weight-files';
import { lowerGraph } from '../../../../src/engine/runtime/lowering/lower-graph';
import { onnxRuntime } from '../../../../src/engine/runtime/onnxruntime';
import { createSession } from '../../../../src/engine/runtime/session';
import { temporaryFile, temporaryFolder } from '../../support/fixtures';
import { decodeBlocks } from '../support/decode-blocks';

type Dtype = 'F32' | 'F16' | 'BF16';

/** Numbers between -1 and 1 that repeat nowhere near each other, as bits of a dtype and as what those bits are. */
function numbers(count: number, dtype: Dtype, seed: number): { bytes: Uint8Array; values: Float32Array<ArrayBuffer> } {
  const waves = Float32Array.from({ length: count }, (_, at) => Math.sin(seed + at * 1.7) * Math.cos(at * 0.013));
  if (dtype === 'F32') return { bytes: new Uint8Array(waves.buffer), values: waves };
  const words = new Uint32Array(waves.buffer);
  // Of float16 any bits of numbers below 2 will do.
  const bits = Uint16Array.from(words, (word) => (dtype === 'BF16' ? word >>> 16 : (word >>> 9) & 0xbfff));
  return { bytes: new Uint8Array(bits.buffer), values: dtype === 'BF16' ? fromBfloat16(bits) : fromFloat16(bits) };
}

/** A matrix in a file that has it at an odd place. */
function storedMatrix(name: string, shape: readonly [number, number], dtype: Dtype) {
  const { bytes, values } = numbers(shape[0] * shape[1], dtype, 0.3);
  const path = temporaryFile(Buffer.concat([Buffer.from('x'), bytes]), `${name}.safetensors`);
  const entry: StoredEntry & { dtype: Dtype } = { name, dtype, path, shape, offset: 1, byteLength: bytes.length };
  return { entry, values };
}

interface Layer {
  readonly dtype: Dtype;
  readonly layout: WeightLayout;
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: boolean;
  /** Sizes of what goes through the layer, without the last. */
  readonly rows: readonly number[];
}

/** Runs a linear layer, the rows `ids` of its matrix beside it, with the matrix kept in some way. */
async function run(layer: Layer, storage: WeightStorage) {
  const { dtype, layout, inputs, outputs, rows } = layer;
  const shape = layout === 'out-in' ? ([outputs, inputs] as const) : ([inputs, outputs] as const);
  const matrix = storedMatrix('weight', shape, dtype);
  const bias = storedMatrix('bias', [1, outputs], 'F32');
  const tensors = new Map<string, StoredEntry>([
    ['weight', matrix.entry],
    ['bias', { ...bias.entry, shape: [outputs] }],
  ]);
  const g = new Graph();
  const weight = g.parameter('weight', shape);
  const x = g.input('x', 'float32', [...rows, inputs]);
  g.output('y', g.linear(x, weight, layer.bias ? g.parameter('bias', [outputs]) : null, layout));
  g.output('looked_up', g.embedding(weight, g.input('ids', 'int64', [2])));
  const record = g.finish();
  const weights = await sessionWeights(record, tensors, storage, 2);
  const ort = await onnxRuntime();
  const { kept, hasBlocks, folder, find } = weights;
  const model = encodeModel(lowerGraph('test', record, find, { kept }));
  const session = await createSession(ort, model, { device: 'cpu', threads: 1, prepack: hasBlocks, folder });
  await weights.clear();
  const given = numbers(rows.reduce((a, b) => a * b, 1) * inputs, 'F32', 2).values;
  const results = await session.run({
    x: new ort.Tensor('float32', given, [...rows, inputs]),
    ids: new ort.Tensor('int64', BigInt64Array.of(1n, 5n), [2]),
  });
  await session.release();
  const used = await quantised(matrix.entry, storage, layout);
  const exact = product(given, used ?? matrix.values, layer, bias.values);
  // Where the processor has no products of whole numbers, blocks are made float32 first.
  const whole = product(inWholeNumbers(given, inputs), used ?? matrix.values, layer, bias.values);
  const y = results['y']!.data as Float32Array;
  const difference = Math.min(...[exact, ...(used === null ? [] : [whole])].map((values) => relative(y, values)));
  return { difference, looked: results['looked_up']!.data as Float32Array, matrix, kept };
}

/** Rows as products with blocks take them: whole numbers up to 127 with a scale for each 32. */
function inWholeNumbers(x: Float32Array, columns: number): Float32Array {
  const rounded = x.slice();
  for (let row = 0; row < x.length; row += columns) {
    for (let from = row; from < row + columns; from += 32) {
      const block = x.subarray(from, Math.min(from + 32, row + columns));
      const scale = Math.fround(Math.max(...block.map(Math.abs)) / 127);
      block.forEach((value, at) => (rounded[from + at] = scale === 0 ? 0 : scale * Math.round(value / scale)));
    }
  }
  return rounded;
}

/** The matrix that blocks stand for, in the layout of the file; null without blocks. */
async function quantised(entry: StoredEntry & { dtype: Dtype }, storage: WeightStorage, layout: WeightLayout) {
  if (storage !== '8-bit' && storage !== '4-bit') return null;
  const path = `${temporaryFolder()}/blocks`;
  const turned = layout === 'in-out';
  const made = await quantiseWeights([{ entry, turned, bits: storage === '8-bit' ? 8 : 4 }], path, 1);
  const rows = decodeBlocks(readFileSync(path), made.get(entry.name)!);
  return turned ? turn(rows, entry.shape[1]!, entry.shape[0]!) : rows;
}

function turn(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(values, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]!);
}

/** The layer in double precision. */
function product(x: Float32Array, weight: Float32Array, layer: Layer, bias: Float32Array): Float64Array {
  const { inputs, outputs, layout } = layer;
  return Float64Array.from({ length: (x.length / inputs) * outputs }, (_, at) => {
    const [row, output] = [Math.floor(at / outputs), at % outputs];
    let sum = layer.bias ? bias[output]! : 0;
    for (let input = 0; input < inputs; input++) {
      const place = layout === 'out-in' ? output * inputs + input : input * outputs + output;
      sum += x[row * inputs + input]! * weight[place]!;
    }
    return sum;
  });
}

/** The largest difference, divided by the largest result. */
function relative(actual: Float32Array, expected: Float64Array): number {
  expect(actual.length).toBe(expected.length);
  const differences = expected.map((value, at) => Math.abs(actual[at]! - value));
  return Math.max(...differences) / Math.max(...expected.map(Math.abs));
}

const small: Layer = { dtype: 'BF16', layout: 'out-in', inputs: 37, outputs: 23, bias: true, rows: [2, 3] };
/** More than one part of 4 MB as float32. */
const large: Layer = { ...small, inputs: 1501, outputs: 701, rows: [2] };

type Named = readonly [string, Layer];

const layers: readonly Named[] = [
  ['a batch of rows', small],
  ['one row, without a bias', { ...small, rows: [1], bias: false }],
  ['float16', { ...small, dtype: 'F16' }],
  ['as Conv1D has it', { ...small, layout: 'in-out', rows: [4] }],
];
const largeLayers: readonly Named[] = [
  ['large', large],
  ['large, without a bias', { ...large, bias: false, rows: [1, 1] }],
  ['large, as Conv1D has it', { ...large, layout: 'in-out' }],
];

/** Of the largest result: sums of 1,501 products in float32. */
const tolerance = 2e-6;

/** The rows 1 and 5 as the file has them. */
function rowsOf({ entry, values }: ReturnType<typeof storedMatrix>): Float32Array {
  const [, columns = 0] = entry.shape;
  return Float32Array.from([1, 5].flatMap((id) => [...values.subarray(id * columns, (id + 1) * columns)]));
}

describe('a linear layer whose matrix is also looked up in', () => {
  test.each([...layers, ...largeLayers])('16-bit: %s', async (_, layer) => {
    const { difference, looked, matrix, kept } = await run(layer, '16-bit');
    expect([...kept.keys()]).toEqual(['weight']);
    expect(difference).toBeLessThan(tolerance);
    expect(looked).toEqual(rowsOf(matrix));
  });

  const withFloat32: readonly Named[] = [...layers, ['float32', { ...small, dtype: 'F32' }]];
  describe.each(['8-bit', '4-bit'] as const)('%s', (storage) => {
    test.each(withFloat32)('%s', async (_, layer) => {
      const { difference, looked, matrix } = await run(layer, storage);
      expect(difference).toBeLessThan(tolerance);
      // Rows are looked up in what the file has.
      expect(looked).toEqual(rowsOf(matrix));
    });
  });

  test('weights that are float32 stay what they are', async () => {
    const { difference, kept } = await run({ ...small, dtype: 'F32' }, '16-bit');
    expect(kept.size).toBe(0);
    expect(difference).toBeLessThan(tolerance);
  });
});

test('what is written for a session is taken away', async () => {
  const { entry } = storedMatrix('weight', [8, 40], 'BF16');
  const g = new Graph();
  g.output('y', g.linear(g.input('x', 'float32', [1, 40]), g.parameter('weight', [8, 40]), null));
  const weights = await sessionWeights(g.finish(), new Map([['weight', entry]]), '4-bit', 1);
  const blocks = weights.kept.get('weight')?.blocks?.values;
  const path = `${weights.folder}/${blocks?.kind === 'external' ? blocks.location : ''}`;
  expect(existsSync(path)).toBe(true);
  await weights.clear();
  expect(existsSync(path)).toBe(false);
});
