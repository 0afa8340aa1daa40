import type { SafetensorsDtype } from './dtypes';

/** Where one tensor lies: `offset` counts bytes from the beginning of the file. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: SafetensorsDtype;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly byteLength: number;
  /** True for a matrix whose columns lie one behind the other in the file, as `.bin` files may hold it. */
  readonly transposed?: boolean;
}

/** What a safetensors file says about itself. Every entry was checked to lie inside the file. */
export interface SafetensorsHeader {
  readonly path: string;
  readonly fileSize: number;
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The longest header that the format allows; the length comes from the file and must not decide how much is read. */
export const maxHeaderBytes = 100_000_000;
/** More tensors than any model has; keeps a lying header from filling the memory with entries. */
export const maxTensors = 250_000;
/** The bytes before the header: its length as a 64-bit little-endian number. */
export const lengthBytes = 8;
