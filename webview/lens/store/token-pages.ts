import type { LensState } from '../../../src/common/contracts/lens';
import type { Token, TokenPart } from '../../../src/common/contracts/tokens';
import type { RunRow } from '../../../src/common/contracts/run';
import { partLength, runOf, type Target, type TokenPlace } from './token-place';

/** The range of tokens that the host is asked for. */
export interface PageRange {
  readonly target: Target;
  readonly runId: number;
  readonly row: number;
  readonly part: TokenPart;
  readonly from: number;
  readonly to: number;
}

export interface TokenPagesParams {
  readonly fetch: (range: PageRange) => Promise<Token[]>;
  /** Called when tokens have arrived. */
  readonly onChange: () => void;
  /** Called with what went wrong; the page is not asked for again. */
  readonly onError: (error: unknown) => void;
  /** Calls back after a short rest, so that what is only scrolled past is not fetched. */
  readonly later: (flush: () => void) => void;
}

export const pageSize = 256;
/** Pages asked for at once, the newest wishes first: more than any window shows. */
const pagesAtOnce = 6;

/** Tokens by position. The first ones come with the run; the others are fetched by pages as they become visible. */
export class TokenPages {
  readonly #params: TokenPagesParams;
  /** Undefined while on the way, or when it failed. */
  readonly #pages = new Map<string, readonly Token[] | undefined>();
  readonly #wanted = new Map<string, PageRange>();
  #state: LensState | null = null;
  #scheduled = false;

  constructor(params: TokenPagesParams) {
    this.#params = params;
  }

  /** Takes a new state and drops the pages of runs that are no longer shown. */
  use(state: LensState): void {
    this.#state = state;
    const live = [state.run?.runId, state.comparison?.run?.runId].map((id) => `${id ?? '-'}/`);
    for (const key of this.#pages.keys()) {
      if (!live.some((prefix) => key.startsWith(prefix))) this.#pages.delete(key);
    }
    this.#wanted.clear();
  }

  /** The token at a place; undefined when it is not here yet (it is then fetched) or does not exist. */
  get({ target, row, part, index }: TokenPlace): Token | undefined {
    const run = runOf(this.#state, target);
    const found = run?.rows[row];
    if (!run || !found || index < 0 || index >= partLength(run, row, part)) return undefined;
    const first = firstOf(found, part);
    if (index < first.length) return first[index];
    const from = Math.floor(index / pageSize) * pageSize;
    const to = Math.min(from + pageSize, partLength(run, row, part));
    const key = `${run.runId}/${target}/${row}/${part}/${from}`;
    if (!this.#pages.has(key)) this.#want(key, { target, runId: run.runId, row, part, from, to });
    return this.#pages.get(key)?.[index - from];
  }

  #want(key: string, range: PageRange): void {
    this.#wanted.delete(key);
    this.#wanted.set(key, range);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#params.later(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const newest = [...this.#wanted].slice(-pagesAtOnce);
    this.#wanted.clear();
    void this.#load(newest);
  }

  /** Tells once of all pages that were asked for together: each time, everything that shows tokens is drawn anew. */
  async #load(pages: readonly (readonly [string, PageRange])[]): Promise<void> {
    const came = await Promise.all(pages.map(([key, range]) => this.#loadOne(key, range)));
    if (came.includes(true)) this.#params.onChange();
  }

  /** Whether the page has come and is still wanted. */
  async #loadOne(key: string, range: PageRange): Promise<boolean> {
    this.#pages.set(key, undefined);
    try {
      const tokens = await this.#params.fetch(range);
      // A newer state may have dropped the page meanwhile.
      if (!this.#pages.has(key)) return false;
      this.#pages.set(key, tokens);
      return true;
    } catch (error) {
      this.#params.onError(error);
      return false;
    }
  }
}

function firstOf(row: RunRow, part: TokenPart): readonly Token[] {
  if (part === 'target') return row.target?.tokens ?? [];
  return part === 'input' ? row.tokens : row.cutTokens;
}
