import { maxRunCharacters } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';

/** Most bytes of a text: a character takes four at most. */
export const maxTextBytes = maxRunCharacters * 4;

/**
 * The text that bytes stand for, exactly: a BOM, carriage returns and a final newline stay.
 * @throws LensError `bad-file` when they are not UTF-8, `too-big` beyond 10,000,000 characters
 */
export function decodeText(bytes: Uint8Array, what: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LensError('bad-file', `${what} is not UTF-8 text.`, 'Convert it to UTF-8 first.', { cause });
  }
  if (text.length > maxRunCharacters) throw tooBig(what);
  return text;
}

/** The refusal of a text that is too long. */
export function tooBig(what: string): LensError {
  const most = maxRunCharacters.toLocaleString('en');
  return new LensError('too-big', `${what} is too long: ${most} characters can be read at once.`, 'Give less text.');
}
