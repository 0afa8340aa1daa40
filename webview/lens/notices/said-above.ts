import type { LensState } from '../../../src/common/contracts/lens';
import type { ErrorData } from '../../../src/common/errors/lens-error';

/** True when a notice on show gives the reason already: it is said once. */
export function isSaidAbove(state: Pick<LensState, 'notices'> | null, { message }: ErrorData): boolean {
  return state?.notices.some(({ detail }) => detail === message) ?? false;
}

/** True when the model is the reason: asking once more would end the same way, another model would not. */
export function isOfModel({ code }: ErrorData): boolean {
  return code === 'unsupported' || code === 'bad-file' || code === 'missing-weights';
}
