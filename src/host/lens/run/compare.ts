import type { LensComparison } from '../../../common/contracts/lens';
import { defaultEncodeOptions } from '../../../common/contracts/run';
import { isCancelled, toErrorData } from '../../../common/errors/lens-error';
import { unwrap } from '../../../common/errors/outcome';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { type ChosenModel, engineModel } from '../../models/chosen-model';
import { type ReadText, toInputs } from '../source/read-text';
import type { EngineSource, OpenEngine } from './engine-access';

/** The second tokenizer's reading of a text, with the process that can be asked for more of it. */
export interface ComparisonOutcome {
  readonly shown: LensComparison;
  readonly engine: OpenEngine | null;
}

/** Reads texts with a second tokenizer only. Failures become its `error`; throws only when cancelled. */
export async function readComparison(
  read: ReadText,
  chosen: ChosenModel,
  engines: EngineSource,
  signal: CancellationSignal,
): Promise<ComparisonOutcome> {
  const { id } = chosen.resolved;
  try {
    const engine = await engines.get(engineModel(chosen, 0));
    const tokenizer = unwrap(engine.opened.tokenizer);
    const model = engine.opened.model.ok ? engine.opened.model.value : null;
    const params = { inputs: toInputs(read, model), options: defaultEncodeOptions, predict: false };
    const run = await engine.request('run', params, { signal });
    return { shown: { id, tokenizer, run, error: null }, engine };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return { shown: { id, tokenizer: null, run: null, error: toErrorData(error).message }, engine: null };
  }
}
