import type { LensState } from '../../../src/common/contracts/lens';
import type { Token } from '../../../src/common/contracts/tokens';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';
import { GenerationStore } from '../generate/store/generation-store';
import { chooseToken, keepExisting, type ChosenToken } from './choose';
import type { LensHost } from './lens-host';
import { Links } from './links';
import { partLength, type TokenPlace } from './token-place';
import type { TokenMeasure } from './token-measure';
import { TokenPages } from './token-pages';
import { keptViewState, lookingAt, lookOf, readViewState, type ViewState } from './view-state';
import { Wishes } from './wishes';

/** How long a token must stay wanted before it is fetched, in ms. */
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
  readonly links: Links;
  readonly wishes: Wishes;
  /** What the Generate tab draws. */
  readonly generation: GenerationStore;
  readonly #api: Pick<VsCodeApi, 'getState' | 'setState'>;
  readonly #listeners = new Set<() => void>();
  readonly #tokens: TokenPages;
  #state: LensState | null = null;
  #view: ViewState;
  #measure: TokenMeasure | null = null;
  #addsNext = false;

  constructor(host: LensHost, api: Pick<VsCodeApi, 'getState' | 'setState'>) {
    const onChange = () => this.#changed();
    this.host = host;
    this.links = new Links(host, onChange);
    this.wishes = new Wishes(host, onChange);
    this.generation = new GenerationStore(host, onChange);
    this.#api = api;
    this.#view = readViewState(api);
    this.#tokens = new TokenPages({
      fetch: (range) => host.request('tokens', range),
      onChange,
      onError: (error) => this.wishes.fail(error),
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

  /** What the open tab says of the tokens on show; null when it says nothing. */
  get measure(): TokenMeasure | null {
    const { tab, runId } = this.#measure ?? {};
    return tab === this.#view.tab && runId === this.#state?.run?.runId ? this.#measure : null;
  }

  /** Shows what a tab says of the tokens, in the strip on top. */
  setMeasure(measure: TokenMeasure | null): void {
    this.#measure = measure;
    this.#changed();
  }

  /** Calls back after every change. Gives a function that lets go. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes the host's newest state. */
  receive(state: LensState): void {
    const isOther = state.run?.runId !== this.#state?.run?.runId;
    if (!this.#state) this.#takeOver(state);
    this.#state = state;
    this.#tokens.use(state);
    if (isOther) {
      this.links.clear();
      this.wishes.forgetFailure();
    } else this.#changed();
  }

  /** The token at a place; undefined when it does not exist or is still on the way. */
  token(place: TokenPlace): Token | undefined {
    return this.#tokens.get(place);
  }

  /** How a token is marked at the moment. */
  marksOf(place: TokenPlace): TokenMarks {
    const isPlace = ({ row, index }: ChosenToken) => row === place.row && index === place.index;
    const chosen = place.target === 'model' && place.part === 'input' && this.#view.chosen.some(isPlace);
    return { chosen, linked: this.links.isLinked(place, (at) => this.token(at)) };
  }

  /** Chooses a token (and its row), or lets go of it. `add` keeps the others. */
  choose(token: ChosenToken, add = false): void {
    const chosen = chooseToken(this.chosen, token, add || this.#addsNext);
    this.#addsNext = false;
    this.update({ chosen, row: token.row });
  }

  /** The next token that is chosen is added to those that are. */
  addNext(): void {
    this.#addsNext = true;
  }

  letGo(): void {
    this.#addsNext = false;
    this.update({ chosen: [] });
  }

  /** Changes what the view remembers. */
  update(change: Partial<ViewState>): void {
    const { tab, look } = this.#view;
    this.#view = { ...this.#view, ...change };
    this.#api.setState(this.#view);
    if (this.#view.tab !== tab || this.#view.look !== look) this.host.notify('look', lookOf(this.#view));
    this.#changed();
  }

  /** A page that was opened anew shows what was looked at last; one that VS Code brought back tells what it shows. */
  #takeOver({ look }: LensState): void {
    if (keptViewState(this.#api)) this.host.notify('look', lookOf(this.#view));
    else if (look) this.#view = lookingAt(this.#view, look);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
