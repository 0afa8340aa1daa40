import type { HubRow } from '../../../src/common/contracts/hub/search-view';

/** The results so far, in the listing's order, each model once. */
export class RowList {
  #rows: HubRow[] = [];
  readonly #places = new Map<string, number>();

  get rows(): readonly HubRow[] {
    return this.#rows;
  }

  clear(): void {
    this.#rows = [];
    this.#places.clear();
  }

  /** Adds a page. A model that moved down between two pages, and so is on both, stays where it was. */
  add(rows: readonly HubRow[]): void {
    for (const row of rows) {
      if (this.#places.has(row.id)) continue;
      this.#places.set(row.id, this.#rows.length);
      this.#rows.push(row);
    }
  }

  /** Takes newer facts of rows that are there; others are left out. */
  update(rows: readonly HubRow[]): void {
    for (const row of rows) {
      const place = this.#places.get(row.id);
      if (place !== undefined) this.#rows[place] = row;
    }
  }
}
