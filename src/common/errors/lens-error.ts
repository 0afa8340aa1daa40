import * as v from 'valibot';

/**
 * Every failure a person may meet has one of these codes; programs tell failures apart by code, never by message.
 *
 * - `usage`: the request itself is wrong (bad option, empty text).
 * - `not-found`: a file, folder, model or column that was named is not there.
 * - `bad-file`: a file is broken or lies about its content.
 * - `unsupported`: sound, but nothing here can run it yet (an architecture, a dtype, a tokenizer kind).
 * - `missing-weights`: the checkpoint lacks tensors that the task needs.
 * - `too-big`: it would need more memory or time than is allowed.
 * - `device`: the chosen device does not work.
 * - `offline`: the network is needed and cannot be reached, or must not be (HF_HUB_OFFLINE).
 * - `network`: a server answers, but not as it should (an error, a cut connection, a page where data was due).
 * - `gated`: the Hub asks for an agreement or a sign-in first.
 * - `disk`: something cannot be written: no space, no permission.
 * - `diverged`: a training run came to a loss that is no number.
 * - `cancelled`: stopped on request; nothing to tell the person.
 * - `gone`: the process or view on the other side ended.
 * - `internal`: a mistake in Model Lens itself.
 */
export const errorCodes = [
  'usage',
  'not-found',
  'bad-file',
  'unsupported',
  'missing-weights',
  'too-big',
  'device',
  'offline',
  'network',
  'gated',
  'disk',
  'diverged',
  'cancelled',
  'gone',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error as it crosses a process boundary. `help` says what the person can do; `details` goes to the log only. */
export const errorDataSchema = v.object({
  code: v.picklist(errorCodes),
  message: v.string(),
  help: v.optional(v.string()),
  details: v.optional(v.string()),
});

export type ErrorData = v.InferOutput<typeof errorDataSchema>;

/** A failure in plain words: `message` says what is wrong with which file or input, `help` what to do about it. */
export class LensError extends Error {
  override readonly name = 'LensError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly help?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for an error that was raised because the work was cancelled. */
export function isCancelled(error: unknown): boolean {
  return error instanceof LensError && error.code === 'cancelled';
}

/** The error that ends cancelled work. */
export function cancelled(): LensError {
  return new LensError('cancelled', 'Cancelled.');
}

const mostCharacters = 1000;

/** Messages name tensors and settings of files from outside: no line breaks, terminal codes or endless names get through. */
function plain(message: string): string {
  const line = message.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ').trim();
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
}

/** Any thrown value as data for the other side; what is not a {@link LensError} becomes `internal` and keeps its stack as details. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof LensError) {
    const details = error.cause instanceof Error ? { details: error.cause.stack ?? error.cause.message } : {};
    return {
      code: error.code,
      message: plain(error.message),
      ...(error.help === undefined ? {} : { help: error.help }),
      ...details,
    };
  }
  const known = error instanceof Error ? error : new Error(String(error));
  return {
    code: 'internal',
    message: plain(`Something went wrong inside Model Lens: ${known.message}`),
    details: known.stack ?? known.message,
  };
}

/** The error that data from the other side stands for. */
export function fromErrorData(data: ErrorData): LensError {
  const cause = data.details === undefined ? undefined : { cause: new Error(data.details) };
  return new LensError(data.code, data.message, data.help, cause);
}
