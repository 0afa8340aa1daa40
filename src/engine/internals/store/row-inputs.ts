import type { Sequence } from '../../../common/contracts/internals/stacks';
import type { Checkpoint } from '../../models/checkpoint';
import type { DecoderInputs } from '../../models/decoder-inputs';
import type { ModelInputs } from '../../models/loaded-model';
import type { EncodedBatch } from '../../tokenizers/text-tokenizer';
import { tokenFacts, type TokenFacts } from '../tokens/token-facts';
import type { RowTokens } from './stacks';

/** One row of a batch alone, as a model's inputs. */
export interface RowInputs {
  readonly inputs: ModelInputs;
  readonly tokens: RowTokens;
  /** The token of the row that stands first in them. */
  readonly first: Readonly<Record<Sequence, number>>;
}

/** What pictures need to know of a row's tokens. */
export function rowTokens(batch: EncodedBatch, row: number): RowTokens | null {
  const input = batch.rows[row];
  const target = batch.targets?.rows[row];
  if (input === undefined) return null;
  return { input: tokenFacts(input.tokens), target: target === undefined ? null : tokenFacts(target.tokens) };
}

/** The same of all rows as they are computed together: with padding. */
export function batchRows(batch: EncodedBatch): RowTokens[] {
  return batch.rows.flatMap((_, row) => {
    const tokens = rowTokens(batch, row);
    if (tokens === null) return [];
    const padded = (facts: TokenFacts): TokenFacts => ({ ...facts, from: 0, to: facts.length });
    return { input: padded(tokens.input), target: tokens.target === null ? null : padded(tokens.target) };
  });
}

/**
 * A row without its padding. The numbers are the same as within the batch: padding gets no attention, and tokens keep the
 * positions that they had. An ONNX file may count positions itself, so padding before the text stays there and is masked,
 * but where the file takes the length of a text for its place.
 */
export function rowInputs(checkpoint: Checkpoint, batch: EncodedBatch, row: number, tokens: RowTokens): RowInputs {
  const { positions } = batch;
  const from = checkpoint.format === 'onnx' && !checkpoint.readsLengths ? 0 : tokens.input.from;
  const [start, end] = [row * positions + from, row * positions + tokens.input.to];
  const whole = (ids: BigInt64Array): BigInt64Array => ids.subarray(row * positions, (row + 1) * positions);
  const positionIds = batch.positionIds
    ? whole(batch.positionIds)
    : checkpoint.positions(whole(batch.inputIds), positions);
  const inputs: ModelInputs = {
    inputIds: batch.inputIds.slice(start, end),
    attentionMask: batch.attentionMask.slice(start, end),
    tokenTypeIds: batch.tokenTypeIds.slice(start, end),
    positionIds: positionIds.slice(from, tokens.input.to),
    dims: [1, end - start],
  };
  const decoder = decoderOf(batch, row, tokens);
  return { inputs: decoder === null ? inputs : { ...inputs, decoder }, tokens, first: { input: from, target: 0 } };
}

function decoderOf({ targets }: EncodedBatch, row: number, { target }: RowTokens): DecoderInputs | null {
  if (!targets || target === null) return null;
  const [start, end] = [row * targets.positions, row * targets.positions + target.to];
  const part = (ids: BigInt64Array): BigInt64Array => ids.slice(start, end);
  return { inputIds: part(targets.inputIds), attentionMask: part(targets.attentionMask), dims: [1, target.to] };
}
