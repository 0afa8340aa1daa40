import type * as Library from 'tokenizers';
import { LensError } from '../../../common/errors/lens-error';

/**
 * Hands a tokenizer.json to the library. The file's own truncation and padding settings are switched off: what is cut and
 * padded is decided by each request.
 * @throws LensError `bad-file` with the library's words, `unsupported` where it has no binary for this machine
 */
export async function loadNative(text: string, what: string): Promise<Library.Tokenizer> {
  const { Tokenizer: NativeTokenizer } = await importLibrary();
  try {
    const tokenizer = NativeTokenizer.fromString(text);
    tokenizer.disableTruncation();
    tokenizer.disablePadding();
    return tokenizer;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\.?\s*$/, '') : 'unknown reason';
    throw new LensError(
      'bad-file',
      `${what} cannot be used as a tokenizer: ${reason}.`,
      'Download the model again or mend the file.',
      { cause },
    );
  }
}

async function importLibrary(): Promise<typeof Library> {
  try {
    return await import('tokenizers');
  } catch (cause) {
    throw new LensError(
      'unsupported',
      `The tokenizer library cannot be loaded on this machine (${process.platform} ${process.arch}).`,
      'Install the build of Model Lens that is made for this platform.',
      { cause },
    );
  }
}

/** What the library threw while it worked on a text, as a plain error. */
export function textError(cause: unknown): LensError {
  if (cause instanceof LensError) return cause;
  const reason = cause instanceof Error ? cause.message.replace(/\.?\s*$/, '') : 'unknown reason';
  return new LensError('bad-file', `The tokenizer cannot read this text: ${reason}.`, undefined, { cause });
}
