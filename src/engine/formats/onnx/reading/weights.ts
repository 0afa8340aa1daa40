import type { ModelProto, NodeProto, TensorProto } from '../generated/onnx_pb';
import { elementTypeOf } from './element-types';
import { elementsOf } from './external-data';
import { nodesIn } from './nested';

/** A tensor of weights: its elements, however they are packed, and their type as torch has it. */
export interface OnnxWeight {
  readonly name: string;
  /** Null where they are packed. */
  readonly shape: readonly number[] | null;
  readonly dtype: string;
  readonly elements: number;
}

/** Types that learned numbers have; others hold shapes, axes and indices. */
const learned = /^(b?float|u?int[248]$)/;

/** ONNX Runtime's operators whose weights are packed into bytes: [K, N] numbers of `bits` bits. */
const packing = new Set(['MatMulNBits', 'MatMulBnb4']);

/** The weights of a model, by the tensors that its graph holds. */
export function weightsOf(model: ModelProto): OnnxWeight[] {
  const packed = packedWeights(model);
  return (model.graph?.initializer ?? []).flatMap((tensor) => {
    const dtype = elementTypeOf(tensor.dataType)?.name ?? '';
    const elements = elementsOf(tensor) ?? 0;
    // Single numbers are scales and the like, which exporters put into graphs.
    if (!learned.test(dtype) || tensor.dims.length === 0) return [];
    return [packed.get(tensor.name) ?? { name: tensor.name, shape: shapeOf(tensor), dtype, elements }];
  });
}

/** Null for sizes that no tensor can have. */
function shapeOf({ dims }: TensorProto): number[] | null {
  const shape = dims.map(Number);
  return shape.every((size) => Number.isSafeInteger(size) && size >= 0) ? shape : null;
}

/** Weights that ONNX Runtime's operators read from packed bytes, by the names of their tensors. */
export function packedWeights({ graph }: ModelProto): ReadonlyMap<string, OnnxWeight> {
  return new Map([...nodesIn(graph?.node ?? [])].flatMap(packedWeight));
}

function packedWeight({ domain, opType, input, attribute }: NodeProto): [string, OnnxWeight][] {
  const [, name = ''] = input;
  const number = (wanted: string): number => Number(attribute.find((each) => each.name === wanted)?.i ?? 0n);
  const elements = number('K') * number('N');
  if (domain !== 'com.microsoft' || !packing.has(opType) || !Number.isSafeInteger(elements) || elements < 0) return [];
  return [[name, { name, shape: null, dtype: `int${number('bits') || 4}`, elements }]];
}
