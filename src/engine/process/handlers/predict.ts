import type { Classification } from '../../../common/contracts/run';
import { unwrap } from '../../../common/errors/outcome';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { modelInputs, runLogits } from '../../tasks/forward';
import { checkCanClassify, classifyLogits } from '../../tasks/text-classification';
import type { EncodedBatch } from '../../tokenizers/text-tokenizer';
import type { Engine } from '../engine';

/** A classification with the time that it took, in milliseconds. `loadMs` is null when the model was there already. */
export interface Prediction {
  readonly classification: Classification;
  readonly modelMs: number;
  readonly loadMs: number | null;
}

/**
 * Classifies a batch, loading the model on first use.
 * @param runs `often` when many more batches follow at once
 * @param onLoad called before the model is loaded
 * @throws LensError that says why the model cannot classify, or `cancelled`
 */
export async function predict(
  engine: Engine,
  batch: EncodedBatch,
  signal: CancellationSignal,
  { runs, onLoad }: { readonly runs: 'once' | 'often'; readonly onLoad: () => void },
): Promise<Prediction> {
  const { checkpoint } = await engine.opened();
  const { info } = unwrap(checkpoint);
  checkCanClassify(info);
  const loads = !engine.loaded;
  if (loads) onLoad();
  const start = performance.now();
  if (runs === 'often') await engine.prepare();
  const model = await engine.model();
  const ready = performance.now();
  const logits = await runLogits(model, modelInputs(batch), signal);
  const modelMs = performance.now() - ready;
  return { classification: classifyLogits(logits, info), modelMs, loadMs: loads ? ready - start : null };
}
