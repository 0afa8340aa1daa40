import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel, type ModelInputs, type ModelOutputs } from '../../../../src/engine/models/loaded-model';

/** Opens a model, runs one batch with all results, and lets go of it. */
export async function runOnce(folder: string, weights: string | null, inputs: ModelInputs): Promise<ModelOutputs> {
  const options = { device: 'cpu', threads: 1, outputs: 'inspect', runs: 'once' } as const;
  const model = await loadModel(await readCheckpoint(folder, weights), options);
  try {
    return await model.run(inputs);
  } finally {
    await model.dispose();
  }
}

/** A batch of ids; 0 in the mask where ids are null, which stand for padding. */
export function batchOf(rows: readonly (readonly (number | null)[])[], padTokenId: number): ModelInputs {
  const flat = rows.flat();
  return {
    inputIds: BigInt64Array.from(flat, (id) => BigInt(id ?? padTokenId)),
    attentionMask: BigInt64Array.from(flat, (id) => (id === null ? 0n : 1n)),
    dims: [rows.length, rows[0]?.length ?? 0],
  };
}
