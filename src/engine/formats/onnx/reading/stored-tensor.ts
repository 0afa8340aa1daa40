import { LensError } from '../../../../common/errors/lens-error';
import type { TensorProto } from '../generated/onnx_pb';
import { elementTypeOf } from './element-types';
import { bytesOf, externalDataOf, isExternal } from './external-data';
import { packedWeights } from './weights';
import { structureOf } from './outline';

/** A weight of an ONNX file and the stretch of a file that holds its numbers, as they are. */
export interface StoredTensor {
  /** As torch has it, such as `float16`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** The file that holds it, relative to the ONNX file's folder, with `/`; null for the ONNX file itself. */
  readonly location: string | null;
  readonly offset: number;
  readonly length: number;
}

/** Stands for the ONNX file itself: no place that a file may name. */
const ownFile = ':itself';

/**
 * Finds where a weight of an ONNX file lies. No weights are read.
 * @param file its name for error texts
 * @throws LensError `not-found`, `unsupported` for numbers that are not stored one after the other, `bad-file`
 */
export function findStoredTensor(path: string, file: string, name: string): StoredTensor {
  const { model } = structureOf(path, file, { location: ownFile, overBytes: 0 });
  const tensor = model.graph?.initializer.find((each) => each.name === name);
  if (tensor === undefined) throw new LensError('not-found', `There is no tensor "${name}" in the weights.`);
  if (packedWeights(model).has(name)) {
    throw new LensError('unsupported', `The tensor "${name}" is packed in blocks, which has no statistics yet.`);
  }
  return {
    dtype: elementTypeOf(tensor.dataType)?.name ?? 'something unknown',
    shape: tensor.dims.map(Number),
    ...placeOf(tensor, file),
  };
}

function placeOf(tensor: TensorProto, file: string): Pick<StoredTensor, 'location' | 'offset' | 'length'> {
  const needed = bytesOf(tensor, file);
  if (!isExternal(tensor)) {
    if (needed === 0) return { location: null, offset: 0, length: 0 };
    const problem = `The numbers of the tensor "${tensor.name}" are written one by one into the graph of ${file}`;
    throw new LensError('unsupported', `${problem}, which has no statistics yet.`);
  }
  const entry = (key: string) => tensor.externalData.find((each) => each.key === key)?.value;
  if (entry('location') !== ownFile) return externalDataOf(tensor, file);
  if (tensor.externalData.length !== 3 || entry('length') !== String(needed)) {
    const problem = 'holds more or less than its shape needs';
    throw new LensError('bad-file', `In ${file} the tensor "${tensor.name}" ${problem}.`, 'Download the model again.');
  }
  return { location: null, offset: Number(entry('offset')), length: needed };
}
