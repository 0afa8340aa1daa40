import type { SearchQuery } from '../../../src/common/contracts/hub/repo';

/** How long typing must rest before it is searched for, in ms. */
export const restBeforeSearch = 250;

/** What is searched before anything was asked for: what is trending. */
export const firstQuery: SearchQuery = {
  text: '',
  task: null,
  author: null,
  library: null,
  license: null,
  sort: 'trendingScore',
};

export interface SearchDraftParams {
  /** Asks the host to search; settles when it has taken the query up or refused it. */
  readonly search: (query: SearchQuery) => Promise<void>;
  readonly onChange: () => void;
  /** Calls back after the rest; gives a function that calls it off. */
  readonly later: (run: () => void) => () => void;
}

/** The query as the person edits it. It is searched for once editing rests, or at once. */
export class SearchDraft {
  readonly #params: SearchDraftParams;
  #query = firstQuery;
  #callOff: (() => void) | null = null;
  #asked = 0;

  constructor(params: SearchDraftParams) {
    this.#params = params;
  }

  get query(): SearchQuery {
    return this.#query;
  }

  /** A search was asked for that the host has not taken up yet. */
  get isAsking(): boolean {
    return this.#asked > 0;
  }

  /** Changes the query; searches once nothing was changed for a while. */
  edit(change: Partial<SearchQuery>): void {
    this.#query = { ...this.#query, ...change };
    this.#callOff?.();
    this.#callOff = this.#params.later(() => void this.submit());
    this.#params.onChange();
  }

  /** Searches now. */
  async submit(change: Partial<SearchQuery> = {}): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    this.#query = { ...this.#query, ...change };
    this.#asked += 1;
    this.#params.onChange();
    await this.#params.search({ ...this.#query, text: this.#query.text.trim() });
    this.#asked -= 1;
    this.#params.onChange();
  }

  /** Takes over what the host searches for, unless the person is ahead of it. */
  follow(query: SearchQuery): void {
    if (this.#callOff || this.isAsking) return;
    const text = query.text === this.#query.text.trim() ? this.#query.text : query.text;
    this.#query = { ...query, text };
  }
}
