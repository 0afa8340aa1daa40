import { basename } from 'node:path';
import { torchNameOf } from '../../formats/safetensors/dtypes';
import type { WeightFiles } from '../../models/weight-files';
import type { SourceTensor } from '../source';

/** The tensors of safetensors files. */
export function storedTensors({ names, tensors }: WeightFiles): SourceTensor[] {
  const places = new Map(names.map((name, index) => [basename(name), index]));
  return [...tensors.values()].map(({ name, shape, dtype, byteLength, path, offset }) => ({
    name,
    shape,
    elements: shape.reduce((product, size) => product * size, 1),
    dtype: torchNameOf(dtype),
    bytes: byteLength,
    place: byteLength > 0 ? `${path}:${offset}` : null,
    file: places.get(basename(path)) ?? 0,
  }));
}
