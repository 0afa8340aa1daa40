import type { SearchQuery } from '../../../common/contracts/hub/repo';
import type { HubNotice, HubRow, HubSearchState } from '../../../common/contracts/hub/search-view';
import { isCancelled } from '../../../common/errors/lens-error';
import type { SearchOptions, SearchPage } from '../../../hub/api/hub-client';
import { SearchRows, type SearchRowsParams } from './search-rows';

export interface SearchSessionParams extends Pick<SearchRowsParams, 'judge' | 'flagsOf' | 'onFailure'> {
  /** A page of the Hub's models. */
  readonly find: (query: SearchQuery, options: SearchOptions) => Promise<SearchPage>;
  /** Where is searched and as whom, see {@link HubSearchState}. */
  readonly where: () => Promise<Pick<HubSearchState, 'endpoint' | 'user'>>;
  /** What to say when the Hub could not be asked. */
  readonly noticeOf: (error: unknown) => Promise<HubNotice>;
}

/** Who shows a search. */
export interface SearchViewer {
  state(state: HubSearchState): void;
  rows(rows: HubRow[], reset: boolean): void;
  update(rows: HubRow[]): void;
}

const pageSize = 40;

const nothingYet: HubSearchState = {
  query: { text: '', task: null, author: null, library: null, license: null, sort: 'trendingScore' },
  phase: 'idle',
  hasMore: false,
  notice: null,
  endpoint: null,
  user: null,
};

/** The search on the Hub: what is searched, what was found, and what is known of it. Outlives the view that shows it. */
export class SearchSession {
  readonly #params: SearchSessionParams;
  readonly #rows: SearchRows;
  #state = nothingYet;
  #next: string | null = null;
  #work = new AbortController();
  #viewer: SearchViewer | null = null;

  constructor(params: SearchSessionParams) {
    this.#params = params;
    this.#rows = new SearchRows({ ...params, onUpdate: (rows) => this.#viewer?.update(rows) });
  }

  get state(): HubSearchState {
    return this.#state;
  }

  get rows(): readonly HubRow[] {
    return this.#rows.all;
  }

  /** Shows everything to a view, and what changes from now on; null lets go of it. */
  show(viewer: SearchViewer | null): void {
    this.#viewer = viewer;
    if (!viewer) return;
    const rows = this.#rows.all;
    if (rows.length > 0) viewer.rows(rows, true);
    viewer.state(this.#state);
  }

  /** Searches anew; an older search gives way. Resolves when the first page is shown or it has failed. */
  async search(query: SearchQuery): Promise<void> {
    const { signal } = this.#begin();
    this.#change({ query, phase: 'searching', notice: null });
    void this.askWhere();
    try {
      const page = await this.#params.find(query, { limit: pageSize, cursor: null, signal });
      if (signal.aborted) return;
      this.#rows.clear();
      this.#show(page, true);
    } catch (error) {
      await this.#fail(error, signal, true);
    }
  }

  /** Shows the next page, when there is one and none is on its way. */
  async more(): Promise<void> {
    if (this.#state.phase === 'done' && this.#next !== null) await this.#readNext(this.#next);
  }

  /** Does again what has failed. */
  async retry(): Promise<void> {
    const { phase, query } = this.#state;
    if (phase === 'failed' && this.#next !== null) await this.#readNext(this.#next);
    else await this.search(query);
  }

  /** These rows are on screen; their verdicts are looked up. */
  setVisible(ids: readonly string[]): void {
    this.#rows.setVisible(ids);
  }

  /** A model is favourite or in use, or no longer. */
  refreshFlags(): void {
    this.#rows.refreshFlags();
  }

  /** What is known of a model (of all without an id) is no longer true: it is looked up anew while on screen. */
  forget(id?: string): void {
    this.#rows.forget(id);
  }

  /** Says anew where is searched and as whom. */
  async askWhere(): Promise<void> {
    try {
      this.#change(await this.#params.where());
    } catch (error) {
      // A search says what is wrong with the endpoint, with what helps.
      this.#params.onFailure('Asking who is signed in', error);
    }
  }

  dispose(): void {
    this.#viewer = null;
    this.#begin();
    this.#rows.dispose();
  }

  /** Lets go of everything that is at work. */
  #begin(): AbortController {
    this.#work.abort();
    this.#rows.stop();
    this.#work = new AbortController();
    return this.#work;
  }

  async #readNext(cursor: string): Promise<void> {
    const { query } = this.#state;
    const { signal } = this.#work;
    this.#change({ phase: 'more', notice: null });
    try {
      const page = await this.#params.find(query, { limit: pageSize, cursor, signal });
      if (!signal.aborted) this.#show(page, false);
    } catch (error) {
      await this.#fail(error, signal, false);
    }
  }

  /** Rows go first: a state without them would say that nothing was found. */
  #show({ models, next }: SearchPage, reset: boolean): void {
    const rows = this.#rows.add(models);
    this.#viewer?.rows(rows, reset);
    this.#next = next;
    this.#change({ phase: 'done', hasMore: next !== null });
    // Rows that were on screen before may be there again, which the view need not tell.
    this.#rows.lookUp();
  }

  async #fail(error: unknown, signal: AbortSignal, isFirst: boolean): Promise<void> {
    if (signal.aborted || isCancelled(error)) return;
    this.#params.onFailure('Searching the Hub', error);
    const notice = await this.#params.noticeOf(error);
    if (this.#work.signal !== signal) return;
    if (isFirst) {
      this.#rows.clear();
      this.#next = null;
    }
    this.#change({ phase: 'failed', notice, hasMore: this.#next !== null });
  }

  #change(change: Partial<HubSearchState>): void {
    this.#state = { ...this.#state, ...change };
    this.#viewer?.state(this.#state);
  }
}
