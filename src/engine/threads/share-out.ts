import { LensError } from '../../common/errors/lens-error';
import { startThread } from './start-thread';

/** At most `count` shares of about the same size: the largest items first, each to who has least. */
export function shareOut<Item>(items: readonly Item[], count: number, sizeOf: (item: Item) => number): Item[][] {
  const shares = Array.from({ length: Math.min(count, items.length) }, () => ({ size: 0, items: [] as Item[] }));
  for (const item of [...items].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const share = shares.reduce((least, other) => (other.size < least.size ? other : least));
    share.size += sizeOf(item);
    share.items.push(item);
  }
  return shares.map((share) => share.items);
}

/**
 * Runs a program that posts one message in a thread of its own, and gives that message.
 * @param program what `threadProgram` gives
 * @throws what ends the thread, or LensError `internal` when it ends without a word
 */
export function threadAnswer<Answer>(program: string, workerData: unknown): Promise<Answer> {
  const worker = startThread(program, workerData);
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new LensError('internal', 'A thread that reads weights ended too soon.')));
  });
}
