import { LensError, type ErrorCode } from '../../common/errors/lens-error';

/** A failure that may be gone when the same thing is asked for again. */
export class PassingFailure extends LensError {
  constructor(
    code: ErrorCode,
    message: string,
    help: string,
    /** What the server asks to wait, in milliseconds; null when it says nothing. */
    readonly waitMs: number | null = null,
    /** How often it is worth another try. */
    readonly retries = 5,
  ) {
    super(code, message, help);
  }
}
