import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';

/** What the results of one stack are called; a number follows each: `hidden_states.0`. */
export interface TapNames {
  readonly hiddenStates: string;
  readonly attentions: string;
  /** What stands before `key` and `value` in the names of a cache; null for a stack that nothing is remembered of. */
  readonly cache: '' | 'decoder.' | 'encoder.' | null;
  /** Of the neuron view alone. */
  readonly queries: string;
  readonly keys: string;
  readonly scores: string;
}

/** The names of a model with one stack. */
export const singleStack: TapNames = {
  hiddenStates: 'hidden_states',
  attentions: 'attentions',
  cache: '',
  queries: 'queries',
  keys: 'keys',
  scores: 'scores',
};

/** Names of a stack of an encoder-decoder, after the fields of transformers' `Seq2SeqLMOutput`. */
function stackNames(stack: 'encoder' | 'decoder' | 'cross', cache: TapNames['cache']): TapNames {
  return {
    hiddenStates: `${stack}_hidden_states`,
    attentions: `${stack}_attentions`,
    cache,
    queries: `${stack}_queries`,
    keys: `${stack}_keys`,
    scores: `${stack}_scores`,
  };
}

/** The names of an encoder-decoder: its two stacks, and the decoder's attention to the encoder (which has no states). */
export const twoStacks = {
  encoder: stackNames('encoder', null),
  decoder: stackNames('decoder', 'decoder.'),
  cross: stackNames('cross', 'encoder.'),
} as const;

/** What an attention reads, both [batch, kvHeads, key, size]. */
export interface KeysAndValues {
  readonly key: Value;
  readonly value: Value;
}

/** One layer's attention. All but `key` are [batch, heads, query, ...]. */
export interface TappedAttention {
  /** [batch, heads, query, size], rotated where the model rotates. */
  readonly query: Value;
  /** [batch, kvHeads, key, size]: head h belongs to key head floor(h * kvHeads / heads). */
  readonly key: Value;
  /** What softmax is taken of: the product times `scale`, with position and mask added. [batch, heads, query, key] */
  readonly scores: Value;
  /** [batch, heads, query, key] */
  readonly probabilities: Value;
  readonly scale: number;
}

/**
 * Makes the values that the Lens looks at results of the graph, named and numbered as in `transformers`' outputs. Results
 * that nobody asks for are cut away before the graph is written (graph/prune), so a tap costs nothing.
 */
export class Taps {
  readonly #graph: Graph;
  readonly #names: TapNames;
  #hiddenStates = 0;
  #attentions = 0;

  constructor(graph: Graph, names: TapNames = singleStack) {
    this.#graph = graph;
    this.#names = names;
  }

  /** What enters the first layer, then what comes out of each: [batch, sequence, hidden]. */
  hiddenState(x: Value): Value {
    this.#graph.output(`${this.#names.hiddenStates}.${this.#hiddenStates++}`, x);
    return x;
  }

  /**
   * Keys and values of the next layer's attention with those that are remembered. Optimum's names say where those of
   * cross-attention come from: `present.0.encoder.key`.
   */
  remember({ key, value }: KeysAndValues): KeysAndValues {
    const { cache } = this.#names;
    if (cache === null) return { key, value };
    const place = `${this.#attentions}.${cache}`;
    return { key: this.#graph.remember(`${place}key`, key), value: this.#graph.remember(`${place}value`, value) };
  }

  /** The attention of the next layer. Gives the probabilities. */
  attention({ query, key, scores, probabilities, scale }: TappedAttention): Value {
    const layer = this.#attentions++;
    const { queries, keys, scores: scoresName, attentions } = this.#names;
    this.#graph.output(`${attentions}.${layer}`, probabilities);
    this.#graph.output(`${queries}.${layer}`, query);
    this.#graph.output(`${keys}.${layer}`, key);
    this.#graph.output(`${scoresName}.${layer}`, scores);
    this.#graph.noteScale(`${attentions}.${layer}`, scale);
    return probabilities;
  }
}
