import type { Checkpoint } from '../../models/checkpoint';
import type { TokenFacts } from '../tokens/token-facts';
import type { RowInputs } from './row-inputs';

/** Tokens that no text is known of, such as those that a model generated. */
export interface TokenIds {
  readonly input: readonly number[];
  /** What the decoder of an encoder-decoder is given; null for models with one stack. */
  readonly decoder: readonly number[] | null;
}

/** Such tokens as a model's inputs, all of them real. */
export function idInputs(checkpoint: Checkpoint, { input, decoder }: TokenIds): RowInputs {
  const inputIds = BigInt64Array.from(input, BigInt);
  const inputs = {
    inputIds,
    attentionMask: ones(input.length),
    tokenTypeIds: new BigInt64Array(input.length),
    positionIds: checkpoint.positions(inputIds, input.length),
    dims: [1, input.length],
  } as const;
  const tokens = { input: factsOf(input), target: decoder === null ? null : factsOf(decoder) };
  const first = { input: 0, target: 0 };
  if (decoder === null) return { inputs, tokens, first };
  const given = {
    inputIds: BigInt64Array.from(decoder, BigInt),
    attentionMask: ones(decoder.length),
    dims: [1, decoder.length],
  } as const;
  return { inputs: { ...inputs, decoder: given }, tokens, first };
}

function ones(length: number): BigInt64Array {
  return new BigInt64Array(length).fill(1n);
}

/** Every token counts as text, and none as part of a word. */
function factsOf({ length }: readonly number[]): TokenFacts {
  return { length, from: 0, to: length, special: new Uint8Array(length), words: new Int32Array(length).fill(-1) };
}
