import type { LensAction, LensState } from '../../../src/common/contracts/lens';
import type { Token } from '../../../src/common/contracts/tokens';
import { isCancelled, toErrorData, type ErrorData } from '../../../src/common/errors/lens-error';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';
import { chooseToken, keepExisting, type ChosenToken } from './choose';
import type { LensHost } from './lens-host';
import { partLength, samePlace, sharesCharacters, type PlacedToken, type TokenPlace } from './token-place';
import { TokenPages } from './token-pages';
import { readViewState, type ViewState } from './view-state';

/** How long a token must stay wanted before it is fetched. */
const restBeforeFetch = 40;

/** What a token looks like at the moment, beside its own colours. */
export interface TokenMarks {
  readonly chosen: boolean;
  /** Under the pointer or the keyboard's cursor, here or in another view, or under the caret of the editor. */
  readonly linked: boolean;
}

/**
 * What all elements of the Lens share: the host's state, the tokens fetched so far, and the one selection. Elements read
 * it when they draw and are told of every change.
 */
export class LensStore {
  readonly host: LensHost;
  readonly #api: Pick<VsCodeApi, 'getState' | 'setState'>;
  readonly #listeners = new Set<() => void>();
  readonly #tokens: TokenPages;
  #state: LensState | null = null;
  #view: ViewState;
  #hovered: PlacedToken | null = null;
  #caret: TokenPlace | null = null;
  #failure: ErrorData | null = null;

  constructor(host: LensHost, api: Pick<VsCodeApi, 'getState' | 'setState'>) {
    this.host = host;
    this.#api = api;
    this.#view = readViewState(api);
    this.#tokens = new TokenPages({
      fetch: (range) => host.request('tokens', range),
      onChange: () => this.#changed(),
      onError: (error) => this.fail(error),
      later: (flush) => setTimeout(flush, restBeforeFetch),
    });
  }

  /** Null until the host has sent it. */
  get state(): LensState | null {
    return this.#state;
  }

  get view(): ViewState {
    return this.#view;
  }

  /** The last thing that the host refused; null when nothing did. */
  get failure(): ErrorData | null {
    return this.#failure;
  }

  get hovered(): PlacedToken | null {
    return this.#hovered;
  }

  get caret(): TokenPlace | null {
    return this.#caret;
  }

  /** The chosen tokens that exist in the run on show. */
  get chosen(): ChosenToken[] {
    const run = this.#state?.run ?? null;
    const lengths = run?.rows.map((_, row) => partLength(run, row, 'input')) ?? [];
    return keepExisting(this.#view.chosen, lengths);
  }

  /** The chosen row of the batch; the first when the one chosen before does not exist any more. */
  get row(): number {
    return this.#view.row < (this.#state?.run?.rows.length ?? 0) ? this.#view.row : 0;
  }

  /** Calls back after every change. Gives a function that lets go. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes the host's newest state. */
  receive(state: LensState): void {
    if (state.run?.runId !== this.#state?.run?.runId) {
      this.#hovered = null;
      this.#caret = null;
      this.#failure = null;
    }
    this.#state = state;
    this.#tokens.use(state);
    this.#changed();
  }

  setCaret(caret: TokenPlace | null): void {
    this.#caret = caret;
    this.#changed();
  }

  /** The token at a place; undefined when it does not exist or is still on the way. */
  token(place: TokenPlace): Token | undefined {
    return this.#tokens.get(place);
  }

  /** How a token is marked at the moment; tokens of the other strip are linked when they share characters. */
  marksOf(place: TokenPlace): TokenMarks {
    const isPlace = ({ row, index }: ChosenToken) => row === place.row && index === place.index;
    const chosen = place.target === 'model' && place.part === 'input' && this.#view.chosen.some(isPlace);
    return { chosen, linked: samePlace(place, this.#hovered) || samePlace(place, this.#caret) || this.#shares(place) };
  }

  /** Chooses a token (and its row), or lets go of it. `add` keeps the others. */
  choose(token: ChosenToken, add = false): void {
    this.update({ chosen: chooseToken(this.chosen, token, add), row: token.row });
  }

  letGo(): void {
    this.update({ chosen: [] });
  }

  /** Marks the token under the pointer or cursor here and in the editor; null lets go. */
  hover(placed: PlacedToken | null): void {
    if (samePlace(placed, this.#hovered)) return;
    this.#hovered = placed;
    this.host.notify('hover', placed && rangeOf(placed));
    this.#changed();
  }

  /** Selects the characters of a token in the editor; nothing for one that stands for no text. */
  async reveal(placed: PlacedToken): Promise<void> {
    const range = rangeOf(placed);
    if (range) await this.#attempt(this.host.request('reveal', range));
  }

  /** Asks the host to do what a button says; a refusal is shown as a line. */
  async perform(action: LensAction): Promise<void> {
    await this.#attempt(this.host.request('perform', { action }));
  }

  /** Changes what the view remembers. */
  update(change: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...change };
    this.#api.setState(this.#view);
    this.#changed();
  }

  /** Shows why something did not work; a cancelled wish needs no word. */
  fail(error: unknown): void {
    if (isCancelled(error)) return;
    this.#failure = toErrorData(error);
    this.#changed();
  }

  forgetFailure(): void {
    this.#failure = null;
    this.#changed();
  }

  #shares(place: TokenPlace): boolean {
    const hovered = this.#hovered;
    if (!hovered || hovered.target === place.target || hovered.row !== place.row) return false;
    const token = this.token(place);
    return token !== undefined && sharesCharacters(token, hovered.token);
  }

  async #attempt(request: Promise<unknown>): Promise<void> {
    try {
      await request;
    } catch (error) {
      this.fail(error);
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function rangeOf({ row, token: { sequence, start, end } }: PlacedToken) {
  return sequence === null || start === null || end === null ? null : { row, sequence, start, end };
}
