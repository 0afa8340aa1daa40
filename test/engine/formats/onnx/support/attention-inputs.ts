import { Tensor } from 'onnxruntime-node';
import { TensorProto_DataType as DataType } from '../../../../../src/engine/formats/onnx/generated/onnx_pb';

export const [rows, tokens, heads, size] = [2, 5, 2, 3];
export const hidden = heads * size;
const past = 2;

/** Numbers that look random and are the same in every run. */
const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(index * 12.9898 + seed * 78.233) * 1.5);

const floats = (name: string, dims: number[], seed: number) => ({
  name,
  type: DataType.FLOAT,
  tensor: new Tensor(
    'float32',
    numbers(
      dims.reduce((a, b) => a * b, 1),
      seed,
    ),
    dims,
  ),
});

const integers = (name: string, dims: number[], values: number[]) => ({
  name,
  type: DataType.INT32,
  tensor: new Tensor('int32', Int32Array.from(values), dims),
});

/** What operations are given, by name. */
export const given = [
  floats('x', [rows, tokens, hidden], 1),
  floats('weights', [hidden, 3 * hidden], 2),
  floats('bias', [3 * hidden], 3),
  floats('q', [rows, tokens, hidden], 4),
  floats('k', [rows, tokens, hidden], 5),
  floats('v', [rows, tokens, hidden], 6),
  floats('scores', [1, heads, tokens, tokens], 7),
  floats('past', [2, rows, heads, past, size], 8),
  integers('mask', [rows, tokens], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]),
  integers('seen', [rows, past + tokens], [1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0]),
];
/** Results by name. */
export type Numbers = Record<string, Float32Array>;

/** probabilities [rows, heads, tokens, keys] times values [rows, heads, keys, size], heads joined: [rows, tokens, hidden] */
export function contextOf({ probabilities, values }: Numbers): number[] {
  const keys = probabilities!.length / (rows * heads * tokens);
  return Array.from({ length: rows * tokens * hidden }, (_, at) => {
    const [row, token, head, place] = [
      Math.floor(at / (tokens * hidden)),
      Math.floor(at / hidden) % tokens,
      Math.floor((at % hidden) / size),
      at % size,
    ];
    const line = row * heads + head;
    let sum = 0;
    for (let key = 0; key < keys; key++) {
      sum += probabilities![(line * tokens + token) * keys + key]! * values![(line * keys + key) * size + place]!;
    }
    return sum;
  });
}
