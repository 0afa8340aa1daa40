import { startTokenOf } from '../../architectures/config/decoder-facts';
import type { Checkpoint } from '../../models/checkpoint';

/**
 * What a decoder's text begins with: the prompt, or of an encoder-decoder its start token.
 * @throws LensError `bad-file` where the start token is not known
 */
export function beginningOf({ decoder, info }: Checkpoint, prompt: readonly number[]): readonly number[] {
  return info.kind === 'encoder-decoder' && decoder !== null ? [startTokenOf(decoder)] : prompt;
}
