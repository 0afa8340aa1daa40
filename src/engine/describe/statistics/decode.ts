import { fromBfloat16, fromFloat16 } from '../../formats/safetensors/half-floats';
import type { SafetensorsDtype } from '../../formats/safetensors/dtypes';

/** Numbers of any type; 64-bit whole ones as they are. */
export type Numbers = ArrayLike<number> | BigInt64Array | BigUint64Array;

type Decoder = (bytes: ArrayBuffer) => Numbers;

const decoders: Partial<Record<SafetensorsDtype, Decoder>> = {
  F32: (bytes) => new Float32Array(bytes),
  F64: (bytes) => new Float64Array(bytes),
  F16: (bytes) => fromFloat16(new Uint16Array(bytes)),
  BF16: (bytes) => fromBfloat16(new Uint16Array(bytes)),
  I64: (bytes) => new BigInt64Array(bytes),
  U64: (bytes) => new BigUint64Array(bytes),
  I32: (bytes) => new Int32Array(bytes),
  U32: (bytes) => new Uint32Array(bytes),
  I16: (bytes) => new Int16Array(bytes),
  U16: (bytes) => new Uint16Array(bytes),
  I8: (bytes) => new Int8Array(bytes),
  U8: (bytes) => new Uint8Array(bytes),
  BOOL: (bytes) => new Uint8Array(bytes),
};

/** What makes numbers of the bytes of a type; undefined for types that have none here (float8, float4). */
export function decoderOf(dtype: SafetensorsDtype): Decoder | undefined {
  return decoders[dtype];
}
