import { setTimeout } from 'node:timers/promises';
import { type Exchange, faultOf } from './exchange.mts';

/** Sends the body of an answer whose head is sent, with the faults that concern bodies. */
export async function sendBody(exchange: Exchange, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const { response } = exchange;
  const stop = faultOf(exchange, 'cut') ?? faultOf(exchange, 'early-end') ?? faultOf(exchange, 'stall');
  const speed = faultOf(exchange, 'slow')?.bytesPerSecond ?? exchange.throttle;
  let left = stop?.after ?? Infinity;
  for await (const piece of paced(damaged(exchange, pieces), speed)) {
    await write(exchange, piece.subarray(0, Math.min(left, piece.length)));
    left -= piece.length;
    if (response.destroyed || left <= 0) break;
  }
  if (stop === undefined || stop.kind === 'early-end') response.end();
  else if (stop.kind === 'cut') {
    // What was written leaves first: a cut in the middle, not before the beginning.
    await new Promise<void>((resolve) => response.write('', () => resolve()));
    response.destroy();
  }
}

/** With the first byte turned over where that is the fault. */
async function* damaged(exchange: Exchange, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = faultOf(exchange, 'corrupt') !== undefined;
  for await (const piece of pieces) {
    const copy = first ? Uint8Array.from(piece) : piece;
    if (first && copy[0] !== undefined) copy[0] ^= 255;
    first = false;
    yield copy;
  }
}

/** In small pieces with pauses, fifty a second, where there is a speed to keep. */
async function* paced(pieces: AsyncIterable<Uint8Array>, speed: number | null): AsyncGenerator<Uint8Array> {
  if (speed === null) {
    yield* pieces;
    return;
  }
  const size = Math.max(1, Math.ceil(speed / 50));
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += size) {
      const part = piece.subarray(at, at + size);
      yield part;
      await setTimeout((part.length / speed) * 1000);
    }
  }
}

/** Resolves when there is room for more, or nobody listens any longer. */
async function write({ response, sent }: Exchange, piece: Uint8Array): Promise<void> {
  if (piece.length === 0 || response.destroyed) return;
  sent(piece.length);
  if (response.write(piece)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}
