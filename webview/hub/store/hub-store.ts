import type { SearchQuery } from '../../../src/common/contracts/hub/repo';
import type {
  HubNotice,
  HubRow,
  hubSearchHostContract,
  HubSearchState,
  hubSearchViewContract,
} from '../../../src/common/contracts/hub/search-view';
import type { RpcPeer } from '../../../src/common/rpc/peer';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';
import { later } from '../../shared/store/later';
import { ViewStore } from '../../shared/store/view-store';
import { LateFlag, patience } from './late-flag';
import { RowList } from './row-list';
import { restBeforeSearch, SearchDraft } from './search-draft';
import { readViewState } from './view-state';

/** What the search view may ask of the extension host. */
export type HubHost = Pick<RpcPeer<typeof hubSearchViewContract, typeof hubSearchHostContract>, 'request' | 'notify'>;

/** What the elements of the search view share: the host's state, the results, and the query that is being edited. */
export class HubStore extends ViewStore {
  readonly draft: SearchDraft;
  readonly #host: HubHost;
  readonly #api: Pick<VsCodeApi, 'getState' | 'setState'>;
  readonly #list = new RowList();
  readonly #late = new LateFlag(
    (run) => later(patience, run),
    () => this.changed(),
  );
  #state: HubSearchState | null = null;
  #filtersOpen: boolean;
  /** The rows are those of an earlier query. */
  #old = false;
  #listing = 0;
  #askedMoreAt = -1;
  #chosen: string | null = null;

  constructor(host: HubHost, api: Pick<VsCodeApi, 'getState' | 'setState'>) {
    super();
    this.#host = host;
    this.#api = api;
    this.#filtersOpen = readViewState(api).filtersOpen;
    this.draft = new SearchDraft({
      search: (query) => this.#search(query),
      onChange: () => this.#settle(),
      later: (run) => later(restBeforeSearch, run),
    });
  }

  /** Null until the host has sent it. */
  get state(): HubSearchState | null {
    return this.#state;
  }

  get rows(): readonly HubRow[] {
    return this.#list.rows;
  }

  /** Counts the listings shown so far: rows of another one are in another order. */
  get listing(): number {
    return this.#listing;
  }

  /** A search has taken so long that what is on show must be told apart from its results. */
  get isLate(): boolean {
    return this.#late.late;
  }

  /** Id of the model that was opened last. */
  get chosen(): string | null {
    return this.#chosen;
  }

  get filtersOpen(): boolean {
    return this.#filtersOpen;
  }

  /** Takes the host's newest state. A view that the host has nothing for yet asks for what it showed before. */
  receive(state: HubSearchState): void {
    const isFirst = this.#state === null;
    this.#state = state;
    if (state.phase === 'searching') this.#old = true;
    else if (this.#old) {
      this.#old = false;
      this.#list.clear();
    }
    this.draft.follow(state.query);
    if (isFirst && state.phase === 'idle') void this.draft.submit(readViewState(this.#api).query ?? {});
    this.#settle();
  }

  /** Takes more rows; `reset` begins another listing. */
  receiveRows(rows: readonly HubRow[], reset: boolean): void {
    if (reset) {
      this.#old = false;
      this.#list.clear();
      this.#listing += 1;
      this.#askedMoreAt = -1;
    }
    this.#list.add(rows);
    this.#settle();
  }

  update(rows: readonly HubRow[]): void {
    this.#list.update(rows);
    this.changed();
  }

  toggleFilters(): void {
    this.#filtersOpen = !this.#filtersOpen;
    this.#keep();
    this.changed();
  }

  /** Asks for the next page, once for each. */
  more(): void {
    const { phase, hasMore } = this.#state ?? {};
    if (phase !== 'done' || !hasMore || this.#askedMoreAt === this.rows.length) return;
    this.#askedMoreAt = this.rows.length;
    void this.attempt(this.#host.request('more', {}));
  }

  /** Shows a model's details; `pinned` in an editor that stays. */
  open(id: string, pinned: boolean): void {
    this.#chosen = id;
    this.changed();
    void this.attempt(this.#host.request('open', { id, pinned }));
  }

  download(id: string): void {
    void this.attempt(this.#host.request('download', { id }));
  }

  use(id: string): void {
    void this.attempt(this.#host.request('use', { id }));
  }

  setFavourite(id: string, favourite: boolean): void {
    void this.attempt(this.#host.request('setFavourite', { id, favourite }));
  }

  act(action: NonNullable<HubNotice['action']>['action']): void {
    void this.attempt(this.#host.request('act', { action }));
  }

  /** Tells which rows are on screen. */
  tellVisible(ids: string[]): void {
    this.#host.notify('visible', ids);
  }

  async #search(query: SearchQuery): Promise<void> {
    this.#keep();
    this.forgetFailure();
    await this.attempt(this.#host.request('search', query));
  }

  #keep(): void {
    this.#api.setState({ query: this.draft.query, filtersOpen: this.#filtersOpen });
  }

  #settle(): void {
    this.#late.set(this.draft.isAsking || this.#old);
    this.changed();
  }
}
