import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';

/**
 * The inputs of the stack that reads the text, with Optimum's names; all int64 [batch, sequence]. Masks are of the tokens
 * that are remembered as well, where there are any.
 */
export type InputName = 'input_ids' | 'attention_mask' | 'token_type_ids' | 'position_ids';

/** The inputs of the decoder of an encoder-decoder; both int64 [batch, target_sequence]. */
export type DecoderInputName = 'decoder_input_ids' | 'decoder_attention_mask';

/** Token types that are words of the vocabulary, as GPT-2 takes them; int64 [batch, sequence], -1 where there is none. */
export type WordTypeInputName = 'token_type_words';

type Name = InputName | DecoderInputName | WordTypeInputName;

/** Gives a model its inputs; those it does not ask for are not part of the graph. */
export class Inputs {
  readonly #graph: Graph;
  readonly #values = new Map<Name, Value>();
  readonly #withheld: ReadonlySet<Name>;

  /** @param withheld inputs that nobody will give and that a model can do without */
  constructor(graph: Graph, withheld: readonly WordTypeInputName[] = []) {
    this.#graph = graph;
    this.#withheld = new Set(withheld);
  }

  /** False for an input that nobody will give. */
  offers(name: WordTypeInputName): boolean {
    return !this.#withheld.has(name);
  }

  get(name: Name): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const tokens = isDecoderInput(name) ? 'target_sequence' : 'sequence';
    const size = isMask(name) ? this.#graph.withPast(tokens) : tokens;
    const value = this.#graph.input(name, 'int64', ['batch', size]);
    this.#values.set(name, value);
    return value;
  }
}

function isMask(name: Name): boolean {
  return name === 'attention_mask' || name === 'decoder_attention_mask';
}

/** True for inputs of the decoder of an encoder-decoder, which have a length of their own. */
export function isDecoderInput(name: string): name is DecoderInputName {
  return name === 'decoder_input_ids' || name === 'decoder_attention_mask';
}
