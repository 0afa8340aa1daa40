import type { Checkpoint } from './checkpoint';
import type { Result } from './onnx/output-plan';

/** Bytes that the results of `inspect` take for a batch, as far as they are known beforehand. */
export function inspectBytes(checkpoint: Checkpoint, [rows, positions]: readonly [number, number]): number {
  const floats =
    checkpoint.format === 'onnx'
      ? checkpoint.results.reduce((sum, result) => sum + rows * floatsOf(result, positions), 0)
      : rows * positions * floatsOfPosition(checkpoint.facts, positions);
  return floats * Float32Array.BYTES_PER_ELEMENT;
}

type Stack = Readonly<Record<'layers' | 'heads' | 'hiddenSize', number>>;

/** Hidden states of all layers, and a row of attentions of each head. */
function floatsOfPosition({ layers, heads, hiddenSize }: Stack, positions: number): number {
  return layers * heads * positions + (layers + 1) * hiddenSize;
}

/** Of one row. Sizes that the file leaves open are positions. */
function floatsOf({ shape }: Result, positions: number): number {
  const [, ...sizes] = shape ?? [];
  return sizes.reduce<number>((product, size) => product * (typeof size === 'number' ? size : positions), 1);
}
