import type { ModelInputs } from '../../models/loaded-model';
import type { FloatTensor } from '../store/kept-tensors';

/** Computes results of single layers for a row that was run before. */
export interface LayerComputer {
  /**
   * Some results of one layer of a stack, such as `attentions.3` or `scores.3`.
   * @param inputs the row alone
   * @param state finds its hidden states by name, [1, sequence, hidden]
   * @throws LensError
   */
  compute(
    names: readonly string[],
    inputs: ModelInputs,
    state: (name: string) => FloatTensor | undefined,
  ): Promise<ReadonlyMap<string, FloatTensor>>;
}
