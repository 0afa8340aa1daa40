import { defaultEncodeOptions, type RunInput } from '../../../common/contracts/run';
import type { Surprise } from '../../../common/contracts/words/surprise';
import { LensError } from '../../../common/errors/lens-error';
import { rowInputs, rowTokens } from '../../internals/store/row-inputs';
import type { RowTokens } from '../../internals/store/stacks';
import type { Checkpoint } from '../../models/checkpoint';
import type { ModelInputs } from '../../models/loaded-model';
import type { EncodedBatch, TextTokenizer } from '../../tokenizers/text-tokenizer';

/** The tokens of a row that a language model is to expect, and what it is given for that. */
export interface RowLabels extends Pick<Surprise, 'part' | 'from' | 'last'> {
  /** The row alone, without padding. */
  readonly inputs: ModelInputs;
  readonly tokens: RowTokens;
  /** From `from` on; padding before a text is among them where the model is given it. */
  readonly ids: Int32Array;
  /** How far a token lies behind the place whose logits expect it: 1 within a text, 0 behind a decoder's inputs. */
  readonly shift: 0 | 1;
}

interface RowOf {
  readonly batch: EncodedBatch;
  readonly row: number;
  readonly input: RunInput;
}

/**
 * What is scored of a row: its text, each token but the first by what comes before it (`labels=input_ids` of
 * transformers), or the target of an encoder-decoder, all of it (`labels`).
 * @throws LensError `usage` where an encoder-decoder was given no target
 */
export async function labelsOfRow(
  checkpoint: Checkpoint,
  tokenizer: TextTokenizer,
  { batch, row, input }: RowOf,
): Promise<RowLabels> {
  const tokens = rowTokens(batch, row);
  const found = batch.rows[row];
  if (tokens === null || found === undefined) throw new LensError('not-found', `The result has no row ${row}.`);
  const { inputs, first } = rowInputs(checkpoint, batch, row, tokens);
  if (checkpoint.info.kind === 'encoder-decoder') return targetLabels(tokenizer, inputs, tokens, input);
  const from = first.input;
  return {
    part: 'input',
    from,
    last: null,
    inputs,
    tokens,
    ids: found.tokens.ids.slice(from, tokens.input.to),
    shift: 1,
  };
}

async function targetLabels(
  tokenizer: TextTokenizer,
  inputs: ModelInputs,
  tokens: RowTokens,
  { target }: RunInput,
): Promise<RowLabels> {
  const given = inputs.decoder?.dims[1] ?? 0;
  if (target === undefined || given === 0) {
    throw new LensError(
      'usage',
      'An encoder-decoder scores a target text, and none is given.',
      'Add a text for the decoder.',
    );
  }
  const { main } = await tokenizer.encode({ text: target, pair: null }, { ...defaultEncodeOptions, maxLength: given });
  const isSame =
    main.length === given && inputs.decoder?.inputIds.slice(1).every((id, at) => Number(id) === main.ids[at]);
  if (isSame !== true) throw new LensError('internal', 'The target was read with other options than it was given.');
  return { part: 'target', from: 0, last: main.at(given - 1), inputs, tokens, ids: main.ids, shift: 0 };
}
