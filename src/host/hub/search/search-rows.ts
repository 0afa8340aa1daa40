import type { FoundModel } from '../../../common/contracts/hub/repo';
import type { HubRow } from '../../../common/contracts/hub/search-view';
import { Throttle } from '../../platform/throttle';
import { RowList, type RowFlags } from './row-list';
import { VerdictLookup, type VerdictLookupParams } from './verdict-lookup';

export interface SearchRowsParams extends Pick<VerdictLookupParams, 'judge' | 'onFailure'> {
  readonly flagsOf: (id: string) => RowFlags;
  /** These rows say something else now. */
  readonly onUpdate: (rows: HubRow[]) => void;
}

const updateEveryMs = 50;

/** The rows of a listing with their verdicts, which are looked up for what is on screen. */
export class SearchRows {
  readonly #list: RowList;
  readonly #lookup: VerdictLookup;
  readonly #news = new Set<string>();
  /** Ids whose verdict is no longer true. */
  readonly #outdated = new Set<string>();
  readonly #tellNews: Throttle;
  #visible: readonly string[] = [];

  constructor({ flagsOf, judge, onFailure, onUpdate }: SearchRowsParams) {
    this.#list = new RowList(flagsOf);
    this.#tellNews = new Throttle(updateEveryMs, () => {
      const rows = [...this.#news].flatMap((id) => this.#list.get(id) ?? []);
      this.#news.clear();
      if (rows.length > 0) onUpdate(rows);
    });
    this.#lookup = new VerdictLookup({
      judge,
      onFailure,
      onVerdict: (id, found) => {
        this.#outdated.delete(id);
        if (this.#list.setVerdict(id, found)) this.#tell(id);
      },
    });
  }

  get all(): HubRow[] {
    return this.#list.all;
  }

  clear(): void {
    this.#list.clear();
  }

  /** Adds a page; gives the rows that are new. */
  add(models: readonly FoundModel[]): HubRow[] {
    return this.#list.add(models);
  }

  /** These are on screen. */
  setVisible(ids: readonly string[]): void {
    this.#visible = ids;
    this.lookUp();
  }

  /** Looks up the verdicts that are missing on screen. */
  lookUp(): void {
    const rows = this.#visible.flatMap((id) => this.#list.get(id) ?? []);
    this.#lookup.want(rows.filter(({ id, verdict }) => verdict === null || this.#outdated.has(id)));
  }

  /** A model is favourite or in use, or no longer. */
  refreshFlags(): void {
    for (const id of this.#list.refreshFlags()) this.#tell(id);
  }

  /** What is known of a model (of all without an id) is no longer true; it stays on show until it is known anew. */
  forget(id?: string): void {
    this.#lookup.forget(id);
    for (const row of this.#list.all) if (id === undefined || row.id === id) this.#outdated.add(row.id);
    this.lookUp();
  }

  /** Lets go of what is looked up now. */
  stop(): void {
    this.#lookup.stop();
  }

  dispose(): void {
    this.stop();
    this.#tellNews.dispose();
  }

  #tell(id: string): void {
    this.#news.add(id);
    this.#tellNews.ask();
  }
}
