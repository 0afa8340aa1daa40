import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';

/** What a person has to mend, by the setting that mends it. */
export class Problems {
  readonly list: { readonly key: string; readonly message: string }[] = [];

  constructor(private readonly signal: CancellationSignal) {}

  add(key: string, { message, help }: LensError): void {
    this.list.push({ key, message: help === undefined ? message : `${message} ${help}` });
  }

  /**
   * The result of work, or null where it fails for a reason that a person can mend, which is listed.
   * @throws LensError `cancelled`; what is no LensError
   */
  async tried<Value>(key: string, work: () => Value | Promise<Value>): Promise<Value | null> {
    try {
      return await work();
    } catch (error) {
      this.signal.throwIfAborted();
      if (!(error instanceof LensError)) throw error;
      this.add(key, error);
      return null;
    }
  }
}
