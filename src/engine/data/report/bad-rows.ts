import type { BadRow } from '../../../common/contracts/training/run-folder';

/** So many are listed; all are counted. */
const mostListed = 100;

/** Rows that cannot be used, those of the training file first, in the order of their lines. */
export class BadRows {
  readonly #listed: BadRow[] = [];
  #count = 0;

  add(row: BadRow): void {
    this.#count += 1;
    this.#listed.push(row);
    if (this.#listed.length > 4 * mostListed) this.#cut();
  }

  get count(): number {
    return this.#count;
  }

  /** The first of them. */
  list(files: readonly string[]): BadRow[] {
    const rank = ({ file }: BadRow) => files.indexOf(file);
    this.#listed.sort((a, b) => rank(a) - rank(b) || a.line - b.line);
    return this.#listed.slice(0, mostListed);
  }

  /** Within a file rows come in order twice: as they are read, and when labels are known. */
  #cut(): void {
    this.#listed.sort((a, b) => a.line - b.line);
    this.#listed.length = 2 * mostListed;
  }
}
