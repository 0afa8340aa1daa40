import * as v from 'valibot';
import { indexSchema } from './tokens';

/**
 * How the matrices of a checkpoint are kept in memory, the most exact first.
 *
 * - `float32`: what is computed with; 16-bit weights are widened once.
 * - `16-bit`: as the file has them. A part of a matrix is made float32 when it is multiplied; the numbers are the same.
 * - `8-bit`, `4-bit`: linear layers as blocks of whole numbers with a scale each; the numbers differ a little.
 */
export const weightStorages = ['float32', '16-bit', '8-bit', '4-bit'] as const;
export const weightStorageSchema = v.picklist(weightStorages);
export type WeightStorage = v.InferOutput<typeof weightStorageSchema>;

/** What they are called beside a model's name. */
export const storageNames: Readonly<Record<WeightStorage, string>> = {
  float32: 'float32',
  '16-bit': '16 bits',
  '8-bit': '8-bit blocks',
  '4-bit': '4-bit blocks',
};

/** Memory that weights take at least for each byte of their file: float32 in blocks of 4 bits. */
export const leastMemoryPerByte = 0.16;

/** What a person may ask for; `auto` is the most exact storage that fits into the memory that is free. */
export const storageChoices = ['auto', ...weightStorages] as const;
export const storageChoiceSchema = v.picklist(storageChoices);
export type StorageChoice = v.InferOutput<typeof storageChoiceSchema>;

/** A way to keep a model's weights, with the memory that running the model takes then, in bytes. */
export const offeredStorageSchema = v.object({ storage: weightStorageSchema, memoryBytes: indexSchema });
export type OfferedStorage = v.InferOutput<typeof offeredStorageSchema>;
