import type { Classification } from '../../../common/contracts/run';
import { attempt, unwrap } from '../../../common/errors/outcome';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { InspectedRow } from '../../internals/store/inspected-row';
import { logitsOf, modelInputs, runLogits } from '../../tasks/forward';
import { checkCanClassify, classifyLogits } from '../../tasks/text-classification';
import type { EncodedBatch } from '../../tokenizers/text-tokenizer';
import type { Engine } from '../engine';

/** A classification with the time that it took, in milliseconds. `loadMs` is null when the model was there already. */
export interface Prediction {
  readonly classification: Classification;
  readonly modelMs: number;
  readonly loadMs: number | null;
  /** What the same pass gave of the inside of the model, a row each; null where it was not asked for or does not fit. */
  readonly inside: readonly InspectedRow[] | null;
}

export interface PredictOptions {
  readonly runs: 'once' | 'often';
  readonly inside: boolean;
  readonly onLoad: () => void;
}

/**
 * Classifies a batch, loading the model on first use.
 * @param runs `often` when many more batches follow at once
 * @param inside whether the same pass gives hidden states and attentions, where they fit
 * @param onLoad called before the model is loaded
 * @throws LensError that says why the model cannot classify, or `cancelled`
 */
export async function predict(
  engine: Engine,
  batch: EncodedBatch,
  signal: CancellationSignal,
  { runs, inside, onLoad }: PredictOptions,
): Promise<Prediction> {
  const { checkpoint } = await engine.opened();
  const { info } = unwrap(checkpoint);
  checkCanClassify(info);
  const insideToo = inside ? await predictInside(engine, batch, onLoad) : null;
  if (insideToo !== null) return insideToo;
  const slots = await engine.slots();
  const loads = !slots.isOpen('prediction');
  if (loads) onLoad();
  const start = performance.now();
  if (runs === 'often') await engine.prepare();
  const model = await engine.model();
  const ready = performance.now();
  const logits = await runLogits(model, modelInputs(batch), signal);
  const modelMs = performance.now() - ready;
  return { classification: classifyLogits(logits, info), modelMs, loadMs: loads ? ready - start : null, inside: null };
}

/**
 * The same with hidden states and attentions from one pass; null where they do not fit, or where the model gives no
 * inside: that is told to those who ask for it, and a prediction there is all the same.
 */
async function predictInside(engine: Engine, batch: EncodedBatch, onLoad: () => void): Promise<Prediction | null> {
  const whole = await engine.inside.wholeBatch(batch);
  if (whole === null) return null;
  const loads = !(await engine.slots()).isOpen('inside');
  if (loads) onLoad();
  const start = performance.now();
  const found = await attempt(async () => {
    const model = await whole.open();
    const ready = performance.now();
    const outputs = await model.run(modelInputs(batch));
    const modelMs = performance.now() - ready;
    const classification = classifyLogits(logitsOf(outputs), model.info);
    const loadMs = loads ? ready - start : null;
    return { classification, modelMs, loadMs, inside: whole.rows(outputs, modelMs) };
  });
  return found.ok ? found.value : null;
}
