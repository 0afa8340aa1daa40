import { adapterOf, firstMatrices, type Adapter, type LoraSettings } from '../lora/adapter';
import { planLora, type LoraPlan } from '../lora/plan-lora';
import { withLora } from '../lora/with-lora';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { ModelTensor } from '../trainable-model';
import type { RecordedModel } from './record-model';

/** What of a model is trained, and what it computes with it. */
export interface TrainedParts extends Pick<RecordedModel, 'record' | 'withDropout'> {
  readonly trained: readonly ModelTensor[];
  readonly adapter: Adapter | null;
}

/**
 * What LoRA makes of a model that was recorded; null where there is none.
 * @throws LensError `usage` for targets that name nothing
 */
export function loraPlanOf(
  { record, tensors }: RecordedModel,
  { lora, task }: { readonly lora: LoraSettings | null; readonly task: TrainingTask },
  modelType: string,
): LoraPlan | null {
  if (lora === null) return null;
  const initialised = tensors.flatMap(({ name, stored }) => (stored === null ? [name] : []));
  return planLora(lora, { record, modelType, task, initialised });
}

/**
 * The parts of a model that are trained: the chosen tensors, or with LoRA its matrices and those of the chosen that are
 * trained whole.
 * @param chosen tensors that may be trained
 * @param seed of the matrices
 */
export function trainedParts(
  { record, withDropout }: RecordedModel,
  chosen: readonly ModelTensor[],
  plan: LoraPlan | null,
  seed: number,
): TrainedParts {
  if (plan === null) return { record, withDropout, trained: chosen, adapter: null };
  const { shape, facts, isWhole } = plan;
  const matrices = firstMatrices(shape, seed);
  const whole = chosen.filter(({ name }) => isWhole(name));
  return {
    record: withLora(record, shape, 0),
    withDropout: withLora(withDropout, shape, facts.lora_dropout),
    trained: [...matrices, ...whole],
    adapter: adapterOf(facts, shape, matrices, whole),
  };
}
