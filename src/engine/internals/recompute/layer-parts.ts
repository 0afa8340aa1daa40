import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import { cut } from '../../graph/cut';
import { oneHead } from '../../graph/one-head';
import { graphInputs } from '../../models/graph-inputs';
import type { LoadOptions, ModelInputs } from '../../models/loaded-model';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import type { FloatTensor } from '../store/kept-tensors';
import type { LayerComputer } from './layer-computer';
import { openPart, type PartInput, type PartSession } from './part-session';

const hiddenState = /(?:^|_)hidden_states\.\d+$/;

/**
 * Computes what one layer's attention consists of from the hidden state that enters it, without the layers before and
 * after. The part of the model that was used last stays open: its weights are mapped, so it costs little.
 */
export class LayerParts implements LayerComputer {
  #open: { readonly key: string; readonly session: Promise<PartSession> } | undefined;

  constructor(
    private readonly checkpoint: RecordedCheckpoint,
    private readonly options: Pick<LoadOptions, 'device' | 'threads' | 'storage'>,
  ) {}

  async compute(
    names: readonly string[],
    inputs: ModelInputs,
    state: (name: string) => FloatTensor | undefined,
    head: number | null,
  ): Promise<Map<string, FloatTensor>> {
    const part = await this.#part(names, head);
    const given = new Map<string, PartInput>(graphInputs(inputs, this.checkpoint));
    for (const name of part.inputs.filter((each) => hiddenState.test(each))) {
      const tensor = state(name);
      if (tensor !== undefined) given.set(name, tensor);
    }
    return part.run(given);
  }

  /** Lets go of the part that is open. */
  async dispose(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await (await open?.session)?.dispose();
  }

  async #part(names: readonly string[], head: number | null): Promise<PartSession> {
    const key = [...names, head ?? 'all'].join();
    if (this.#open?.key === key) return this.#open.session;
    await this.dispose();
    const whole = this.checkpoint.record;
    const record = head === null ? whole : names.reduce((made, name) => oneHead(made, name, head), whole);
    const at = record.outputs.map(({ name }) => name).filter((name) => hiddenState.test(name));
    this.#open = { key, session: openPart(this.checkpoint, cut(record, names, at), this.options) };
    return this.#open.session;
  }
}

/** The names of what the neuron view shows of a layer, by their role. */
export function neuronNames({ name }: AttentionStack, layer: number) {
  const prefix = name.slice(0, -'attentions'.length);
  return {
    queries: `${prefix}queries.${layer}`,
    keys: `${prefix}keys.${layer}`,
    scores: `${prefix}scores.${layer}`,
    attentions: `${name}.${layer}`,
  };
}
