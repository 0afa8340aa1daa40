import type { WeightStorage } from '../../../common/contracts/weight-storage';
import type { GraphRecord } from '../../graph/record';
import type { StoredEntry } from '../weight-files';
import { matrixUses, type MatrixUse } from './matrix-uses';

/** What a matrix that is kept is kept as, beside what the file has. */
export interface KeptMatrix extends MatrixUse {
  readonly entry: StoredEntry & { readonly dtype: 'F32' | 'F16' | 'BF16' };
  /** Null for a matrix that is multiplied as the file has it, and for one that is only looked up in. */
  readonly bits: 8 | 4 | null;
}

/**
 * The matrices of a graph that do not become float32 when it is loaded: those of 16 bits, and all of linear layers where
 * these are to be in blocks. Rows are looked up in what the file has, which is mapped: only what is read takes memory.
 */
export function matricesToKeep(
  record: GraphRecord,
  tensors: ReadonlyMap<string, StoredEntry>,
  storage: WeightStorage,
): KeptMatrix[] {
  if (storage === 'float32') return [];
  const bitsOfBlocks = storage === '8-bit' ? 8 : storage === '4-bit' ? 4 : null;
  return [...matrixUses(record)].flatMap(([name, use]) => {
    const entry = tensors.get(name);
    if (entry === undefined || entry.transposed === true || !isFloat(entry)) return [];
    const bits = use.layout === null ? null : bitsOfBlocks;
    return entry.dtype === 'F32' && bits === null ? [] : [{ ...use, entry, bits }];
  });
}

function isFloat(entry: StoredEntry): entry is KeptMatrix['entry'] {
  return entry.dtype === 'F32' || entry.dtype === 'F16' || entry.dtype === 'BF16';
}
