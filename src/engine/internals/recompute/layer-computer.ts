import type { ModelInputs } from '../../models/loaded-model';
import type { FloatTensor } from '../store/kept-tensors';

/** Computes results of single layers for a row that was run before. */
export interface LayerComputer {
  /**
   * Some results of one layer of a stack, such as `attentions.3` or `scores.3`.
   * @param inputs the row alone
   * @param state finds its hidden states by name, [1, sequence, hidden]
   * @param head of attentions one head is enough, [1, 1, query, key]: where the model has no parts, all are given; null
   *   for all
   * @throws LensError
   */
  compute(
    names: readonly string[],
    inputs: ModelInputs,
    state: (name: string) => FloatTensor | undefined,
    head: number | null,
  ): Promise<ReadonlyMap<string, FloatTensor>>;
}
