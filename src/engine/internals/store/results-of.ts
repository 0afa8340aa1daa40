import type { Checkpoint } from '../../models/checkpoint';
import type { NamedResult, RowTokens } from './stacks';

const internal = /^(?:encoder_|decoder_|cross_)?(?:hidden_states|attentions)\.\d+$/;
const hidden = /^(?:encoder_|decoder_|cross_)?hidden_states\.\d+$/;
const neuron = /^(?:encoder_|decoder_|cross_)?(?:queries|keys|scores)\.\d+$/;

export const isInternal = (name: string): boolean => internal.test(name);
export const isHiddenState = (name: string): boolean => hidden.test(name);
export const isNeuron = (name: string): boolean => neuron.test(name);

/** Every result that a checkpoint can be asked for, with sizes as far as they are known. */
export function resultsOf(checkpoint: Checkpoint): NamedResult[] {
  if (checkpoint.format === 'onnx') return checkpoint.results.map(({ name, shape }) => ({ name, dims: shape ?? [] }));
  return checkpoint.record.outputs.map(({ name, value }) => ({ name, dims: value.shape }));
}

/** Bytes of a float32 result for one row. */
export function bytesOf({ name, dims }: NamedResult, { input, target }: RowTokens): number {
  const lengths = { input: input.to - input.from, target: target === null ? 0 : target.to - target.from };
  const size = (dim: number | string, axis: number): number => {
    if (axis === 0) return 1;
    if (typeof dim === 'number') return dim;
    // An ONNX file has names of its own for the lengths of its axes.
    const isTarget = dim.startsWith('target') || dim.startsWith('decoder') || name.startsWith('decoder_');
    return isTarget ? lengths.target : lengths.input;
  };
  return dims.reduce<number>((product, dim, axis) => product * size(dim, axis), Float32Array.BYTES_PER_ELEMENT);
}
