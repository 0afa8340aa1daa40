import { StringDecoder } from 'node:string_decoder';
import * as v from 'valibot';
import { metricsLineSchema, type MetricsLine } from '../../../common/contracts/training/run-folder';
import { readBytes } from './bounded-file';

const chunkBytes = 4_000_000;
/** A line longer than this is not one of ours. */
const longestLine = 100_000;

/** Lines that came since the last look. `reset`: the file is another one, earlier lines are void. */
export interface NewLines {
  readonly reset: boolean;
  readonly lines: readonly MetricsLine[];
}

/**
 * Reads metrics.jsonl as it grows, each byte once. Lines that are not understood are left out: a run that was killed may
 * have left half of one.
 */
export class MetricsTail {
  #at = 0;
  #rest = '';
  #decoder = new StringDecoder('utf8');

  constructor(private readonly path: string) {}

  /** The lines that were added; at most some MB of them at a time, `more` says that there are others. */
  async read(): Promise<NewLines & { readonly more: boolean }> {
    // One byte before the place is read too: a file that has shrunk has none there.
    const from = Math.max(0, this.#at - 1);
    const bytes = await readBytes(this.path, from, chunkBytes);
    const reset = this.#at > 0 && (bytes === null || bytes.length === 0);
    if (reset) {
      this.#restart();
      return { ...(await this.read()), reset: true };
    }
    if (!bytes) return { reset: false, lines: [], more: false };
    const fresh = bytes.subarray(this.#at - from);
    this.#at += fresh.length;
    return { reset: false, lines: this.#linesOf(this.#decoder.write(fresh)), more: bytes.length === chunkBytes };
  }

  #restart(): void {
    this.#at = 0;
    this.#rest = '';
    this.#decoder = new StringDecoder('utf8');
  }

  #linesOf(text: string): MetricsLine[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, longestLine);
    return lines.flatMap((line) => parsed(line));
  }
}

function parsed(line: string): MetricsLine[] {
  if (line.trim() === '' || line.length > longestLine) return [];
  try {
    const { success, output } = v.safeParse(metricsLineSchema, JSON.parse(line));
    return success ? [output] : [];
  } catch {
    return []; // half a line
  }
}
