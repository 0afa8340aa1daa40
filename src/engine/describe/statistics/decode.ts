import { fromBfloat16, fromFloat16 } from '../../formats/safetensors/half-floats';
import type { SafetensorsDtype } from '../../formats/safetensors/dtypes';

/** Floats as they are; whole numbers as float64. */
export type Numbers = Float32Array | Float64Array;

type Decoder = (bytes: ArrayBuffer) => Numbers;

const decoders: Partial<Record<SafetensorsDtype, Decoder>> = {
  F32: (bytes) => new Float32Array(bytes),
  F64: (bytes) => new Float64Array(bytes),
  F16: (bytes) => fromFloat16(new Uint16Array(bytes)),
  BF16: (bytes) => fromBfloat16(new Uint16Array(bytes)),
  I64: (bytes) => Float64Array.from(new BigInt64Array(bytes), Number),
  U64: (bytes) => Float64Array.from(new BigUint64Array(bytes), Number),
  I32: (bytes) => new Float64Array(new Int32Array(bytes)),
  U32: (bytes) => new Float64Array(new Uint32Array(bytes)),
  I16: (bytes) => new Float64Array(new Int16Array(bytes)),
  U16: (bytes) => new Float64Array(new Uint16Array(bytes)),
  I8: (bytes) => new Float64Array(new Int8Array(bytes)),
  U8: (bytes) => new Float64Array(new Uint8Array(bytes)),
  BOOL: (bytes) => new Float64Array(new Uint8Array(bytes)),
};

/** What makes numbers of the bytes of a type; undefined for types that have none here (float8, float4). */
export function decoderOf(dtype: SafetensorsDtype): Decoder | undefined {
  return decoders[dtype];
}
