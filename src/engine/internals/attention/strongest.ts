/** A weight and where it stands: a cell of a matrix, and which matrix. */
export interface Placed {
  readonly weight: number;
  readonly cell: number;
  readonly group: number;
}

/** Keeps the largest of many weights: a heap with the least of them on top. */
export class Strongest {
  readonly #heap: Placed[] = [];

  constructor(private readonly limit: number) {}

  /** What a weight must exceed to be among them. */
  get least(): number {
    if (this.#heap.length < this.limit) return -Infinity;
    return this.#heap[0]?.weight ?? Infinity;
  }

  add(weight: number, cell: number, group: number): void {
    if (!(weight > this.least)) return;
    if (this.#heap.length < this.limit) {
      this.#heap.push({ weight, cell, group });
      this.#rise(this.#heap.length - 1);
    } else {
      this.#heap[0] = { weight, cell, group };
      this.#sink(0);
    }
  }

  /** The largest first; of equals the one that stands first. */
  sorted(): Placed[] {
    return this.#heap.toSorted((a, b) => b.weight - a.weight || a.group - b.group || a.cell - b.cell);
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.#weight(parent) <= this.#weight(at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = this.#weight(right) < this.#weight(left) ? right : left;
      if (this.#weight(least) >= this.#weight(at)) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #weight(at: number): number {
    return this.#heap[at]?.weight ?? Infinity;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first !== undefined) this.#heap[b] = first;
    if (second !== undefined) this.#heap[a] = second;
  }
}
