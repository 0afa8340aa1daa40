import type { StepColumns } from '../../../src/common/contracts/training/run-view';

/** Names of the columns that hold numbers of a step. */
export type StepColumn = keyof StepColumns;

/** The steps of a run as columns that grow; NaN where a number is missing. Steps rise strictly. */
export class StepLog {
  #length = 0;
  #version = 0;
  #columns: StepColumns = columnsOf(1024);

  get length(): number {
    return this.#length;
  }

  /** Another one after every change. */
  get version(): number {
    return this.#version;
  }

  /** A column as it is now: a view that is valid until the next change. */
  column(name: StepColumn): Int32Array | Float32Array {
    return this.#columns[name].subarray(0, this.#length);
  }

  /** A number of a step by its place; NaN outside of the log. */
  at(name: StepColumn, index: number): number {
    return index < 0 || index >= this.#length ? NaN : (this.#columns[name][index] ?? NaN);
  }

  clear(): void {
    this.#length = 0;
    this.#version += 1;
  }

  /**
   * Takes more steps. A run that was resumed repeats the steps behind its checkpoint: those that are there already make
   * room for the new ones. Columns of different lengths end with the shortest.
   */
  append(columns: StepColumns): void {
    const count = Math.min(...Object.values(columns).map(({ length }) => length));
    const first = columns.step[0];
    if (count === 0 || first === undefined) return;
    while (this.#length > 0 && (this.#columns.step[this.#length - 1] ?? 0) >= first) this.#length -= 1;
    this.#reserve(this.#length + count);
    for (const name of Object.keys(columns) as StepColumn[]) {
      this.#columns[name].set(columns[name].subarray(0, count), this.#length);
    }
    this.#length += count;
    this.#version += 1;
  }

  #reserve(length: number): void {
    if (length <= this.#columns.step.length) return;
    const larger = columnsOf(Math.max(length, 2 * this.#columns.step.length));
    for (const name of Object.keys(larger) as StepColumn[]) larger[name].set(this.column(name));
    this.#columns = larger;
  }
}

function columnsOf(length: number): StepColumns {
  const floats = () => new Float32Array(length);
  return { step: new Int32Array(length), epoch: floats(), loss: floats(), gradNorm: floats(), learningRate: floats() };
}
