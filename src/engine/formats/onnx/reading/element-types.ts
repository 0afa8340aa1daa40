import { TensorProto_DataType as DataType } from '../generated/onnx_pb';

/** An element type of tensors. */
export interface ElementType {
  /** As torch has it, such as `float16`. */
  readonly name: string;
  readonly bits: number;
}

const types: Readonly<Partial<Record<number, ElementType>>> = {
  [DataType.FLOAT]: { name: 'float32', bits: 32 },
  [DataType.UINT8]: { name: 'uint8', bits: 8 },
  [DataType.INT8]: { name: 'int8', bits: 8 },
  [DataType.UINT16]: { name: 'uint16', bits: 16 },
  [DataType.INT16]: { name: 'int16', bits: 16 },
  [DataType.INT32]: { name: 'int32', bits: 32 },
  [DataType.INT64]: { name: 'int64', bits: 64 },
  [DataType.BOOL]: { name: 'bool', bits: 8 },
  [DataType.FLOAT16]: { name: 'float16', bits: 16 },
  [DataType.DOUBLE]: { name: 'float64', bits: 64 },
  [DataType.UINT32]: { name: 'uint32', bits: 32 },
  [DataType.UINT64]: { name: 'uint64', bits: 64 },
  [DataType.COMPLEX64]: { name: 'complex64', bits: 64 },
  [DataType.COMPLEX128]: { name: 'complex128', bits: 128 },
  [DataType.BFLOAT16]: { name: 'bfloat16', bits: 16 },
  [DataType.FLOAT8E4M3FN]: { name: 'float8_e4m3fn', bits: 8 },
  [DataType.FLOAT8E4M3FNUZ]: { name: 'float8_e4m3fnuz', bits: 8 },
  [DataType.FLOAT8E5M2]: { name: 'float8_e5m2', bits: 8 },
  [DataType.FLOAT8E5M2FNUZ]: { name: 'float8_e5m2fnuz', bits: 8 },
  [DataType.UINT4]: { name: 'uint4', bits: 4 },
  [DataType.INT4]: { name: 'int4', bits: 4 },
  [DataType.FLOAT4E2M1]: { name: 'float4_e2m1', bits: 4 },
  [DataType.FLOAT8E8M0]: { name: 'float8_e8m0fnu', bits: 8 },
  [DataType.UINT2]: { name: 'uint2', bits: 2 },
  [DataType.INT2]: { name: 'int2', bits: 2 },
};

/** The element type of a number in a file (`TensorProto.DataType`); null for texts and for what is not known. */
export function elementTypeOf(dataType: number): ElementType | null {
  return types[dataType] ?? null;
}
