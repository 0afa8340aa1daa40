import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import type { Checkpoint } from '../../models/checkpoint';
import type { LoadedModel, ModelOutputs } from '../../models/loaded-model';
import type { EncodedBatch } from '../../tokenizers/text-tokenizer';
import type { LayerComputer } from '../recompute/layer-computer';
import type { InspectedRow } from './inspected-row';
import type { InternalsLimits } from './limits';
import { isInternal } from './results-of';
import { rowFrom } from './row-from';
import { rowInputs, rowTokens, type RowInputs } from './row-inputs';
import type { FloatTensor } from './kept-tensors';
import { wantedResults } from './wanted-results';

/** What looking into a model takes. */
export interface InspectContext {
  readonly checkpoint: Checkpoint;
  readonly device: Device;
  readonly limits: InternalsLimits;
  readonly layers: LayerComputer;
  /** Opens the model for some of its results. */
  open(names: readonly string[]): Promise<LoadedModel>;
  /** Lets go of what is kept of other rows. */
  makeRoom(): void;
  /** Runs work when nothing else computes. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>;
}

/**
 * Runs one row and keeps its hidden states and, where they fit, the attentions of all layers.
 * @throws LensError `not-found` for a row that is not there, `too-big`, or why the model cannot run
 */
export async function inspectRow(context: InspectContext, batch: EncodedBatch, row: number): Promise<InspectedRow> {
  const tokens = rowTokens(batch, row);
  if (tokens === null) throw new LensError('not-found', `There is no row ${row}.`);
  return inspectInputs(context, rowInputs(context.checkpoint, batch, row, tokens));
}

/** The same for tokens that are no row of a batch. */
export async function inspectInputs(context: InspectContext, alone: RowInputs): Promise<InspectedRow> {
  const { checkpoint, limits } = context;
  const { tokens } = alone;
  const names = wantedResults(checkpoint, tokens, limits);
  if (names.length === 0) {
    return rowFrom(context, alone, tokens, { outputs: new Map(), batchRow: 0, first: alone.first }, 0);
  }
  context.makeRoom();
  const model = await context.open(names);
  const start = performance.now();
  const outputs = onlyInternals(await model.run(alone.inputs));
  const ms = performance.now() - start;
  return rowFrom(context, alone, tokens, { outputs, batchRow: 0, first: alone.first }, ms);
}

/** The rows of a batch that was computed whole. */
export function inspectedRows(
  context: InspectContext,
  batch: EncodedBatch,
  results: ModelOutputs,
  ms: number,
): InspectedRow[] {
  const outputs = onlyInternals(results);
  return batch.rows.flatMap((_, row) => {
    const tokens = rowTokens(batch, row);
    if (tokens === null) return [];
    const kept = { outputs, batchRow: row, first: { input: 0, target: 0 } };
    return rowFrom(context, rowInputs(context.checkpoint, batch, row, tokens), tokens, kept, ms);
  });
}

function onlyInternals(outputs: ModelOutputs): Map<string, FloatTensor> {
  return new Map([...outputs].filter(([name]) => isInternal(name)));
}
