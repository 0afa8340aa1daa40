import { fillNormal } from '../random/fill-normal';
import { WordStream } from '../random/word-stream';
import type { Role } from './roles';

/** What a tensor that is in no checkpoint starts with. */
export interface InitialTensor {
  readonly shape: readonly number[];
  readonly role: Role;
  readonly standardDeviation: number;
  /** Tells it from the other tensors of the model. */
  readonly index: number;
}

/** The weights of a tensor as they start; the same seed gives the same. */
export function initialWeights(
  { shape, role, standardDeviation, index }: InitialTensor,
  seed: number,
): Float32Array<ArrayBuffer> {
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
  if (role.kind === 'ones') return data.fill(1);
  if (role.kind === 'zeros') return data;
  fillNormal(data, standardDeviation, new WordStream('weights', seed, [index]));
  const { paddingIndex } = role;
  if (paddingIndex !== null) {
    const rows = shape[0] ?? 0;
    const [row, size] = [paddingIndex < 0 ? paddingIndex + rows : paddingIndex, data.length / rows];
    data.fill(0, row * size, (row + 1) * size);
  }
  return data;
}
