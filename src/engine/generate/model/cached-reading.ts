import type { OnnxRuntime } from '../../runtime/onnxruntime';
import { bytesOf, cacheRows, type Cache } from './cache-rows';
import type { Reading } from './language-model';
import { padded } from './padded';

/** New tokens of every row, behind those that are remembered. */
export interface DecoderStep {
  readonly rows: number;
  /** New tokens of a row. */
  readonly count: number;
  /** New and remembered tokens of a row, padding included. */
  readonly total: number;
  /** [rows, count], and so are the positions. */
  readonly ids: BigInt64Array;
  readonly positions: BigInt64Array;
  /** [rows, total] */
  readonly mask: BigInt64Array;
}

/** One run of a decoder. Gives the logits of each row's last token, [rows, vocabulary], and what it remembers now. */
export type RunStep = (step: DecoderStep, cache: Cache) => Promise<{ logits: Float32Array; cache: Cache }>;

/**
 * Reads the beginnings of several rows, and on from there with a cache, which is handed from run to run as it is.
 * @param cache what is known before: nothing, or what the encoder made of the texts
 * @param first the position of a text's first token (`firstPosition`)
 */
export async function readWithCache(
  ort: OnnxRuntime,
  run: RunStep,
  beginnings: readonly (readonly number[])[],
  cache: Cache,
  first = 0,
): Promise<Reading> {
  const { rows, count, ids, mask, positions } = padded(beginnings, 'left', first);
  const read = await run({ rows, count, total: count, ids, mask, positions }, cache);
  return new CachedReading(ort, run, { ...read, mask, places: beginnings.map((each) => first + each.length) });
}

interface State {
  readonly logits: Float32Array;
  readonly cache: Cache;
  /** [rows, total] */
  readonly mask: BigInt64Array;
  /** The position of each row's next token. */
  readonly places: readonly number[];
}

class CachedReading implements Reading {
  constructor(
    private readonly ort: OnnxRuntime,
    private readonly run: RunStep,
    private readonly state: State,
  ) {}

  get rows(): number {
    return this.state.places.length;
  }

  get logits(): Float32Array {
    return this.state.logits;
  }

  get cacheBytes(): number {
    return bytesOf(this.state.cache);
  }

  async next(tokens: readonly number[], from: readonly number[]): Promise<Reading> {
    const { cache, mask } = this.state;
    const before = mask.length / this.rows;
    const [rows, total] = [from.length, before + 1];
    const grown = new BigInt64Array(rows * total).fill(1n);
    from.forEach((row, index) => {
      grown.set(mask.subarray(row * before, (row + 1) * before), index * total);
    });
    const places = from.map((row) => this.state.places[row] ?? 0);
    const [ids, positions] = [BigInt64Array.from(tokens, BigInt), BigInt64Array.from(places, BigInt)];
    const step = { rows, count: 1, total, ids, positions, mask: grown };
    const read = await this.run(step, cacheRows(this.ort, cache, from, this.rows));
    return new CachedReading(this.ort, this.run, { ...read, mask: grown, places: places.map((place) => place + 1) });
  }
}
