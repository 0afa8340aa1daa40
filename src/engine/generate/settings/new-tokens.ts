import { LensError } from '../../../common/errors/lens-error';
import type { ResolvedSettings } from './resolve-settings';

/** New tokens where nothing says how many, as in transformers. */
export const usualNewTokens = 20;

/**
 * The most new tokens behind a prompt: `max_new_tokens`, else what `max_length` leaves, else 20; never more than the model
 * has positions for.
 * @param promptLength tokens that are there, of an encoder-decoder those of the decoder
 * @param room the most tokens of prompt and text together; null without end
 * @throws LensError `too-big` for a prompt that leaves no room, `usage` for one as long as `max_length`
 */
export function newTokensFor(settings: ResolvedSettings, promptLength: number, room: number | null): number {
  const left = room === null ? Infinity : room - promptLength;
  if (left < 1) {
    throw new LensError(
      'too-big',
      `The prompt has ${promptLength} tokens, but the model has positions for ${room ?? 0} tokens, new ones among them.`,
      'Shorten the prompt.',
    );
  }
  const { max_new_tokens: most, max_length: length } = settings;
  if (most === null && length !== null && length <= promptLength) {
    throw new LensError(
      'usage',
      `The prompt has ${promptLength} tokens, and prompt and text together may have ${length} (max_length).`,
      'Say how many new tokens there may be (max_new_tokens).',
    );
  }
  return Math.min(left, most ?? (length === null ? usualNewTokens : length - promptLength));
}
