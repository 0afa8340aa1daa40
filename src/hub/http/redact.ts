import { LensError } from '../../common/errors/lens-error';

/**
 * The error with every trace of the token taken out of what a person or a log may see: a server can repeat what was sent
 * to it. What is no LensError is not shown in its own words at all.
 */
export function withoutToken(error: unknown, token: string | null): unknown {
  if (!(error instanceof LensError)) return error;
  const message = redact(error.message, token);
  const help = error.help === undefined ? undefined : redact(error.help, token);
  return message === error.message && help === error.help ? error : new LensError(error.code, message, help);
}

/** The text with the token replaced, in any case: host names come back in lower case. */
export function redact(text: string, token: string | null): string {
  if (token === null) return text;
  const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(escaped, 'gi'), '***');
}
