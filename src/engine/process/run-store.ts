import { randomInt } from 'node:crypto';
import type { RunInput } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import type { EncodedBatch, EncodedRow, EncodedTarget } from '../tokenizers/text-tokenizer';

/** A run as it is kept: its texts and their tokens. */
export interface StoredRun {
  readonly inputs: readonly RunInput[];
  readonly batch: EncodedBatch;
}

export interface RunStoreLimits {
  readonly runs: number;
  readonly bytes: number;
}

const defaultLimits: RunStoreLimits = { runs: 16, bytes: 256e6 };
/** What a token costs: its columns, and its share of the strings. */
const bytesPerToken = 96;

/** Keeps the newest runs, so that views can ask for their tokens; older ones go when there are too many or too large. */
export class RunStore {
  readonly #runs = new Map<number, { run: StoredRun; bytes: number }>();
  #bytes = 0;
  /** Begins anywhere: a view that has changed to another process must not take its run for one that it knows. */
  #nextId = randomInt(1, 2 ** 47);

  constructor(private readonly limits: RunStoreLimits = defaultLimits) {}

  /** Keeps a run, which is never pushed out by itself, and gives the number that it is found by. */
  add(run: StoredRun): number {
    const id = this.#nextId++;
    const bytes = sizeOf(run);
    this.#runs.set(id, { run, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#runs) {
      if (oldest === id || (this.#runs.size <= this.limits.runs && this.#bytes <= this.limits.bytes)) break;
      this.#runs.delete(oldest);
      this.#bytes -= freed;
    }
    return id;
  }

  /** @throws LensError `not-found` when the run was pushed out or never was */
  get(runId: number): StoredRun {
    const entry = this.#runs.get(runId);
    if (!entry) throw new LensError('not-found', 'This result is no longer kept.', 'Read the text again.');
    return entry.run;
  }

  /** What the decoder is given in a row; null for models with one stack. @throws LensError `not-found` */
  target(runId: number, row: number): EncodedTarget | null {
    return this.get(runId).batch.targets?.rows[row] ?? null;
  }

  /** A row of a run. @throws LensError `not-found` */
  row(runId: number, row: number): { readonly row: EncodedRow; readonly input: RunInput } {
    const { batch, inputs } = this.get(runId);
    const found = batch.rows[row];
    const input = found && inputs[found.input];
    if (!input) throw new LensError('not-found', `The result has ${batch.rows.length} rows and no row ${row}.`);
    return { row: found, input };
  }
}

function sizeOf({ inputs, batch }: StoredRun): number {
  const characters = inputs.reduce((sum, each) => sum + lengthOf(each), 0);
  const read = batch.rows.reduce((sum, row) => sum + row.tokens.length + row.cut.length, 0);
  const tokens = read + (batch.targets?.rows.length ?? 0) * (batch.targets?.positions ?? 0);
  return characters * 2 + tokens * bytesPerToken;
}

function lengthOf({ text, pair, target }: RunInput): number {
  return text.length + (pair?.length ?? 0) + (target?.length ?? 0);
}
