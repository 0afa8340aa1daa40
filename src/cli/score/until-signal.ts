import { isCancelled, LensError } from '../../common/errors/lens-error';
import { CancellationSource, type CancellationSignal } from '../../common/rpc/cancellation';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that a signal of the system cancels.
 * @param stopped what is said then
 * @throws what the work throws; LensError `cancelled` with `stopped` where a signal came
 */
export async function untilSignal<Value>(
  stopped: string,
  work: (signal: CancellationSignal) => Promise<Value>,
): Promise<Value> {
  const source = new CancellationSource();
  const abort = (): void => source.abort();
  for (const signal of signals) process.once(signal, abort);
  try {
    return await work(source);
  } catch (error) {
    throw isCancelled(error) ? new LensError('cancelled', stopped) : error;
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}
