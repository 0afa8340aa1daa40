import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import { countedPositions } from '../../architectures/parts/positions';
import type { ModelInputs, ModelOutputs } from '../loaded-model';
import { positionAxes } from './fixed-shape';
import type { OnnxCheckpoint } from './onnx-checkpoint';

type Numbers = BigInt64Array | Float32Array<ArrayBuffer>;
type Run = (inputs: ModelInputs) => Promise<ModelOutputs>;

/**
 * Runs a batch through a file that takes the length of a text for its place, so that padding must come after it: what comes
 * before is turned behind, and results are turned back. Tokens keep the positions that they had.
 * @throws LensError `unsupported` where padding lies inside a text, and for padding before a text where the file counts
 *   positions from the edge by itself, so that they would be others, and where there are two stacks
 */
export async function runTurned(checkpoint: OnnxCheckpoint, inputs: ModelInputs, run: Run): Promise<ModelOutputs> {
  const [rows, length] = inputs.dims;
  const before = Array.from({ length: rows }, (_, row) => paddingBefore(inputs, row));
  const counts = before.map((count) => count % length);
  if (counts.some((count) => count > 0)) refuseTurning(checkpoint);
  const turned = counts.every((count) => count === 0) ? inputs : turnInputs(inputs, counts, checkpoint);
  refuseHoles(turned, checkpoint.main.name);
  const outputs = await run(turned);
  if (turned === inputs) return outputs;
  return new Map(
    [...outputs].map(([name, tensor]) => {
      const axes = positionAxes(name, tensor.dims.length).filter((axis) => tensor.dims[axis] === length);
      return [name, axes.reduce((each, axis) => turnBack(each, axis, counts), tensor)];
    }),
  );
}

function paddingBefore({ attentionMask, dims: [, length] }: ModelInputs, row: number): number {
  const first = attentionMask.subarray(row * length, (row + 1) * length).findIndex((each) => each !== 0n);
  return Math.max(first, 0);
}

function turnInputs(inputs: ModelInputs, counts: readonly number[], { positions }: OnnxCheckpoint): ModelInputs {
  const length = inputs.dims[1];
  const turn = (ids: BigInt64Array): BigInt64Array => {
    const turned = new BigInt64Array(ids.length);
    counts.forEach((count, row) => {
      turnRow(ids, turned, row * length, length, count);
    });
    return turned;
  };
  const { tokenTypeIds, positionIds = positions(inputs.inputIds, length) } = inputs;
  return {
    ...inputs,
    inputIds: turn(inputs.inputIds),
    attentionMask: turn(inputs.attentionMask),
    positionIds: turn(positionIds),
    ...(tokenTypeIds ? { tokenTypeIds: turn(tokenTypeIds) } : {}),
  };
}

/** The stretch of `length` numbers at `start`, with its first `count` behind the others. */
function turnRow<Each extends Numbers>(from: Each, into: Each, start: number, length: number, count: number): void {
  // Both kinds have the same methods, each for its own numbers.
  const [source, target] = [from as Float32Array, into as Float32Array];
  target.set(source.subarray(start + count, start + length), start);
  target.set(source.subarray(start, start + count), start + length - count);
}

/** Puts what was turned behind along an axis before the others again. @param counts of each row, the first axis */
function turnBack(
  { dims, data }: Tensor<Float32Array<ArrayBuffer>>,
  axis: number,
  counts: readonly number[],
): Tensor<Float32Array<ArrayBuffer>> {
  const inner = dims.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = dims.slice(1, axis).reduce((a, b) => a * b, 1);
  const size = (dims[axis] ?? 0) * inner;
  const turned = new Float32Array(data.length);
  counts.forEach((count, row) => {
    for (let at = 0; at < outer; at++) turnRow(data, turned, (row * outer + at) * size, size, size - count * inner);
  });
  return { dims, data: turned };
}

function refuseTurning({ main, encoder, decoder, positions, facts }: OnnxCheckpoint): void {
  const isTold = main.inputs.feeds.some((feed) => feed.kind === 'ids' && feed.of === 'position_ids');
  const keepsPositions = isTold || positions !== countedPositions || facts.positionRows === null;
  // Of two stacks only what belongs to the text would have to be turned back.
  if (decoder === null && keepsPositions) return;
  const why = decoder === null ? ' and counts positions from the first token' : '';
  throw new LensError(
    'unsupported',
    `${(encoder ?? main).name} is told how long each text is${why}, so padding must come after it.`,
    'Pad on the right, or give texts one at a time.',
  );
}

function refuseHoles({ attentionMask, dims: [, length] }: ModelInputs, name: string): void {
  const isInside = attentionMask.some(
    (each, index) => each === 0n && (index + 1) % length !== 0 && attentionMask[index + 1] !== 0n,
  );
  if (!isInside) return;
  throw new LensError(
    'unsupported',
    `${name} is told how long each text is, so padding inside a text cannot be marked.`,
    'Pad behind or before the text.',
  );
}
