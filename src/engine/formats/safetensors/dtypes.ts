/** Bits of an element of each dtype that the safetensors format knows (its `Dtype` enum, version 0.6). */
export const dtypeBits = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
} as const;

export type SafetensorsDtype = keyof typeof dtypeBits;

/** True for the name of a dtype that the format knows. */
export function isSafetensorsDtype(name: string): name is SafetensorsDtype {
  return Object.hasOwn(dtypeBits, name);
}

const torchNames: Partial<Record<SafetensorsDtype, string>> = {
  BOOL: 'bool',
  U8: 'uint8',
  I8: 'int8',
  F8_E5M2: 'float8_e5m2',
  F8_E4M3: 'float8_e4m3fn',
  I16: 'int16',
  U16: 'uint16',
  F16: 'float16',
  BF16: 'bfloat16',
  I32: 'int32',
  U32: 'uint32',
  F32: 'float32',
  F64: 'float64',
  I64: 'int64',
  U64: 'uint64',
};

/** The dtype as torch and config.json call it, such as `bfloat16`. */
export function torchNameOf(dtype: SafetensorsDtype): string {
  return torchNames[dtype] ?? dtype.toLowerCase();
}

/** The dtype that torch calls so; null where the format has none. */
export function dtypeOfTorch(name: string): SafetensorsDtype | null {
  const found = Object.entries(torchNames).find(([, torchName]) => torchName === name)?.[0] ?? '';
  return isSafetensorsDtype(found) ? found : null;
}
