import { LensError } from '../../../common/errors/lens-error';

/** How the decoder of an encoder-decoder begins. */
export interface DecoderFacts {
  /** `decoder_start_token_id`; null where neither config.json nor generation_config.json has it. */
  readonly startTokenId: number | null;
  /**
   * What the decoder is given when nothing is: its start token alone, or, for heads that read the text through the
   * decoder, the text moved one place to the right behind the start token (`_shift_right` of transformers).
   */
  readonly default: 'start' | 'text';
  /** The token of the text at which the head reads, which every text must hold; left out for other heads. */
  readonly readsAt?: number | null;
}

/** @throws LensError `bad-file` where the configs do not name one */
export function startTokenOf({ startTokenId }: DecoderFacts): number {
  if (startTokenId !== null) return startTokenId;
  throw new LensError(
    'bad-file',
    'config.json does not say which token the decoder begins with ("decoder_start_token_id").',
    'Add it: for T5 it is the id of the padding token.',
  );
}
