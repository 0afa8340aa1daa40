import type { FoundModel } from '../../../common/contracts/hub/repo';
import type { HubRow } from '../../../common/contracts/hub/search-view';
import type { RowVerdict } from './verdict-lookup';

/** What is known here of a model of the Hub. */
export interface RowFlags {
  readonly favourite: boolean;
  readonly inUse: boolean;
}

/** The rows of a listing in its order, each model once. */
export class RowList {
  readonly #rows = new Map<string, HubRow>();

  constructor(private readonly flagsOf: (id: string) => RowFlags) {}

  get all(): HubRow[] {
    return [...this.#rows.values()];
  }

  get(id: string): HubRow | undefined {
    return this.#rows.get(id);
  }

  clear(): void {
    this.#rows.clear();
  }

  /** Adds a page; gives the rows that are new. A model that moved down between two pages is on both. */
  add(models: readonly FoundModel[]): HubRow[] {
    const added: HubRow[] = [];
    for (const model of models) {
      if (this.#rows.has(model.id)) continue;
      const row = { ...model, bytes: null, verdict: null, ...this.flagsOf(model.id) };
      this.#rows.set(model.id, row);
      added.push(row);
    }
    return added;
  }

  /** Sets what was found of a row; false when there is no such row. */
  setVerdict(id: string, found: RowVerdict | { readonly verdict: null; readonly bytes: null }): boolean {
    const row = this.#rows.get(id);
    if (!row) return false;
    const { verdict, bytes } = found;
    this.#rows.set(id, { ...row, verdict, bytes });
    return true;
  }

  /** Reads the flags anew; gives the ids whose flags are others now. */
  refreshFlags(): string[] {
    const changed: string[] = [];
    for (const [id, row] of this.#rows) {
      const flags = this.flagsOf(id);
      if (flags.favourite === row.favourite && flags.inUse === row.inUse) continue;
      this.#rows.set(id, { ...row, ...flags });
      changed.push(id);
    }
    return changed;
  }
}
