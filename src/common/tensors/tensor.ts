/** Element types that cross process boundaries, with the typed array that holds each. */
export const typedArrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
} as const;

export type TensorDtype = keyof typeof typedArrays;
export type TensorData = InstanceType<(typeof typedArrays)[TensorDtype]>;

/** A dense row-major tensor. `dims` multiply to `data.length`. */
export interface Tensor<Data extends TensorData = TensorData> {
  readonly dims: readonly number[];
  readonly data: Data;
}

/** The dtype name of a typed array. Throws a TypeError for arrays that no tensor is made of. */
export function dtypeOf(data: TensorData): TensorDtype {
  for (const [dtype, type] of Object.entries(typedArrays)) {
    if (data instanceof type) return dtype as TensorDtype;
  }
  throw new TypeError('Not a tensor array');
}

/** True for the typed arrays that tensors are made of. */
export function isTensorData(value: unknown): value is TensorData {
  return ArrayBuffer.isView(value) && Object.values(typedArrays).some((type) => value instanceof type);
}
