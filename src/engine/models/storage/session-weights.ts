import { join } from 'node:path';
import { realpath } from 'node:fs/promises';
import type { WeightStorage } from '../../../common/contracts/weight-storage';
import { LensError } from '../../../common/errors/lens-error';
import type { OnnxTensorSource } from '../../formats/onnx/onnx-model';
import type { GraphRecord } from '../../graph/record';
import type { KeptWeight, WeightBlocks } from '../../runtime/lowering/kept-weights';
import { placeWeights, type PlacedWeights } from '../external-weights';
import type { StoredEntry } from '../weight-files';
import { blockBytes } from './blocks/block-layout';
import { quantiseWeights, type MatrixToQuantise, type QuantisedMatrix } from './blocks/quantise-weights';
import { makeScratchFolder, removeScratchFolder } from './blocks/scratch-folder';
import { matricesToKeep, type KeptMatrix } from './matrices-to-keep';

/** The weights of a graph, where a session finds them. */
export interface SessionWeights {
  /** Null for a graph without weights. */
  readonly folder: string | null;
  readonly find: PlacedWeights['find'];
  /** Those that do not become float32 when the graph is loaded, by name. */
  readonly kept: ReadonlyMap<string, KeptWeight>;
  /** True where matrices have to be laid out for the processor, however often they are used. */
  readonly hasBlocks: boolean;
  /** Takes away what was written for the session: once it is made, and again once it is let go of. */
  readonly clear: () => Promise<void>;
}

/**
 * Prepares the weights of a graph for a session. Blocks are made of the weight files and written into one of their own,
 * which the session reads while it is made.
 * @throws LensError `disk` where there is no room for blocks, `bad-file` for weights that cannot be read
 */
export async function sessionWeights(
  record: GraphRecord,
  tensors: ReadonlyMap<string, StoredEntry>,
  storage: WeightStorage,
  threads: number,
): Promise<SessionWeights> {
  const entries = record.parameters.flatMap(({ name }) => tensors.get(name) ?? []);
  const [first] = entries;
  if (first === undefined) return noWeights;
  const keep = matricesToKeep(record, tensors, storage);
  const matrices = keep.flatMap(toQuantise);
  const scratch = matrices.length === 0 ? null : await makeScratchFolder(await realpath(first.path));
  const clear = async (): Promise<void> => {
    if (scratch !== null) await removeScratchFolder(scratch);
  };
  try {
    const file = scratch === null ? null : join(scratch, 'blocks');
    const made = file === null ? new Map<string, QuantisedMatrix>() : await quantiseWeights(matrices, file, threads);
    const inFile = new Set(keep.map(({ entry }) => entry.name));
    const placed = await placeWeights(entries, { inFile, beside: file === null ? [] : [file] });
    const kept = keep.map(({ entry: { name } }) => {
      const blocks = made.get(name);
      const location = file === null ? '' : placed.locate(file);
      const weight = { name, stored: placed.find(name), blocks: blocks ? blocksIn(location, blocks) : null };
      return [name, weight] as const;
    });
    return { folder: placed.folder, find: placed.find, kept: new Map(kept), hasBlocks: file !== null, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

const noWeights: SessionWeights = {
  folder: null,
  find: (name) => {
    throw new LensError('internal', `The tensor "${name}" was not placed.`);
  },
  kept: new Map(),
  hasBlocks: false,
  clear: () => Promise.resolve(),
};

function toQuantise({ entry, layout, bits }: KeptMatrix): MatrixToQuantise[] {
  return bits === null ? [] : [{ entry, turned: layout === 'in-out', bits }];
}

function blocksIn(location: string, { at, ...layout }: QuantisedMatrix): WeightBlocks {
  const bytes = blockBytes(layout);
  const part = (what: 'values' | 'scales' | 'zeros'): OnnxTensorSource => {
    return { kind: 'external', location, offset: at[what], length: bytes[what] };
  };
  const { outputs, inputs, bits, size } = layout;
  const zeros = bytes.zeros === 0 ? null : part('zeros');
  return { outputs, inputs, bits, size, values: part('values'), scales: part('scales'), zeros };
}
