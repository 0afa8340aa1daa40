import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import type { ModelInputs, ModelOutputs } from '../loaded-model';

type Float32Tensor = Tensor<Float32Array<ArrayBuffer>>;

/** The sizes that a file is made for. */
export interface FixedShape {
  readonly rows: number | null;
  readonly positions: number | null;
  /** Whether the file can be told what is padding. */
  readonly hasMask: boolean;
  readonly padTokenId: number;
  /** The file for error texts. */
  readonly name: string;
}

/**
 * Runs a batch through a file of fixed sizes: shorter texts are padded, rows go through in portions, and the results are
 * those of the batch as it was given.
 * @throws LensError `too-big` for longer texts, `unsupported` for shorter ones where padding cannot be marked
 */
export async function runFixed(
  shape: FixedShape,
  inputs: ModelInputs,
  run: (inputs: ModelInputs) => Promise<ModelOutputs>,
): Promise<ModelOutputs> {
  const [rows, positions] = inputs.dims;
  const padded = padPositions(inputs, shape);
  const portion = shape.rows ?? rows;
  const parts: ModelOutputs[] = [];
  for (let from = 0; from < rows; from += portion) {
    const outputs = await run(takeRows(padded, from, portion));
    parts.push(cutOutputs(outputs, Math.min(portion, rows - from), padded.dims[1], positions));
  }
  return joinRows(parts);
}

function padPositions(inputs: ModelInputs, { positions: fixed, hasMask, padTokenId, name }: FixedShape): ModelInputs {
  const [rows, positions] = inputs.dims;
  if (fixed === null || fixed === positions) return inputs;
  if (positions > fixed) {
    throw new LensError(
      'too-big',
      `The text has ${positions} tokens, but ${name} reads ${fixed} and no more.`,
      'Shorten the text, or let it be cut.',
    );
  }
  if (!hasMask) {
    throw new LensError('unsupported', `${name} reads exactly ${fixed} tokens, and the text has ${positions}.`);
  }
  const pad = (ids: BigInt64Array, filler: number): BigInt64Array => {
    const padded = new BigInt64Array(rows * fixed).fill(BigInt(filler));
    for (let row = 0; row < rows; row++) padded.set(ids.subarray(row * positions, (row + 1) * positions), row * fixed);
    return padded;
  };
  return mapArrays(inputs, [rows, fixed], (ids, key) => pad(ids, key === 'inputIds' ? padTokenId : 0));
}

/** Rows from `from` on; where there are fewer than `count`, the last is there again. */
function takeRows(inputs: ModelInputs, from: number, count: number): ModelInputs {
  const [rows, positions] = inputs.dims;
  if (from === 0 && count === rows) return inputs;
  const pick = (ids: BigInt64Array): BigInt64Array => {
    const picked = new BigInt64Array(count * positions);
    for (let i = 0; i < count; i++) {
      const row = Math.min(from + i, rows - 1);
      picked.set(ids.subarray(row * positions, (row + 1) * positions), i * positions);
    }
    return picked;
  };
  return mapArrays(inputs, [count, positions], pick);
}

function mapArrays(
  inputs: ModelInputs,
  dims: readonly [number, number],
  change: (ids: BigInt64Array, key: keyof ModelInputs) => BigInt64Array,
): ModelInputs {
  const { tokenTypeIds, positionIds } = inputs;
  return {
    inputIds: change(inputs.inputIds, 'inputIds'),
    attentionMask: change(inputs.attentionMask, 'attentionMask'),
    ...(tokenTypeIds ? { tokenTypeIds: change(tokenTypeIds, 'tokenTypeIds') } : {}),
    ...(positionIds ? { positionIds: change(positionIds, 'positionIds') } : {}),
    dims,
  };
}

/** The first rows of the results, and of the axes that stand for positions the first ones. */
function cutOutputs(outputs: ModelOutputs, rows: number, from: number, to: number): ModelOutputs {
  const cut = ([name, tensor]: [string, Float32Tensor]): [string, Float32Tensor] => {
    const axes = from === to ? [] : positionAxes(name, tensor.dims.length);
    return [name, axes.reduce((each, axis) => cutAxis(each, axis, to), cutAxis(tensor, 0, rows))];
  };
  return new Map([...outputs].map(cut));
}

/** Which axes of a result are positions, by transformers' names. */
export function positionAxes(name: string, rank: number): number[] {
  if (/attentions\.\d+$/.test(name)) return [2, 3];
  const perToken = rank === 3 || (rank === 2 && /^(start|end)_logits$/.test(name));
  return perToken ? [1] : [];
}

function cutAxis(tensor: Float32Tensor, axis: number, size: number): Float32Tensor {
  const { dims, data } = tensor;
  const before = dims[axis] ?? 0;
  if (before <= size) return tensor;
  const inner = dims.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = dims.slice(0, axis).reduce((a, b) => a * b, 1);
  const result = new Float32Array(outer * size * inner);
  for (let i = 0; i < outer; i++) {
    const start = i * before * inner;
    result.set(data.subarray(start, start + size * inner), i * size * inner);
  }
  return { dims: dims.with(axis, size), data: result };
}

function joinRows(parts: readonly ModelOutputs[]): ModelOutputs {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? new Map();
  return new Map([...first.keys()].map((name) => [name, join(parts.flatMap((part) => part.get(name) ?? []))]));
}

function join(tensors: readonly Float32Tensor[]): Float32Tensor {
  const data = new Float32Array(tensors.reduce((size, tensor) => size + tensor.data.length, 0));
  let at = 0;
  for (const tensor of tensors) {
    data.set(tensor.data, at);
    at += tensor.data.length;
  }
  const rows = tensors.reduce((count, { dims }) => count + (dims[0] ?? 0), 0);
  return { dims: [rows, ...(tensors[0]?.dims.slice(1) ?? [])], data };
}
