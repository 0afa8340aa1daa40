import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { maxCandidates, maxPieces, type WordEdit } from '../../../../src/common/contracts/words/masked-words';
import type { ResultOf } from '../../../../src/common/rpc/contract';
import type { lensHostContract } from '../../../../src/common/contracts/lens';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { InternalsQuestion } from '../../internals/internals-question';
import { StoreElement } from '../../store/store-element';
import type { ListedCandidate } from './candidate-list';
import './candidate-list';
import { editOf, listedToken, listedWord } from './listed-candidates';
import { maskedStyles } from './masked-styles';

type Masked = ResultOf<typeof lensHostContract, 'maskedWords'>['places'][number];
type Words = ResultOf<typeof lensHostContract, 'wholeWords'>;

/** How many candidates are listed at first, and how many more at once after. */
const few = 5;
const more = 20;

/** What may stand in one masked place: single tokens, or whole words. */
@customElement('lens-masked-place')
export class MaskedPlaceView extends StoreElement {
  static override styles = [...StoreElement.styles, maskedStyles];

  @property({ attribute: false }) accessor masked!: Masked;
  /** Which of the masked places this is, and what is masked in all. */
  @property({ attribute: false }) accessor place = 0;
  @property({ attribute: false }) accessor tokens: readonly number[] = [];
  /** Whole words in place of single tokens. */
  @property({ attribute: false }) accessor whole = false;
  /** How many candidates `masked` was asked for. */
  @property({ attribute: false }) accessor top = few;

  @state() private accessor chosen = 0;

  readonly #words = new InternalsQuestion(this, 'wholeWords');

  /** What the chosen candidate writes into the editor; null where it is no text or not there yet. */
  get edit(): WordEdit | null {
    const candidate = this.whole ? this.#ask()?.candidates[this.chosen] : this.masked.candidates[this.chosen];
    return candidate ? editOf(candidate, this.masked.place) : null;
  }

  protected override willUpdate(changes: Map<PropertyKey, unknown>): void {
    const before = changes.get('masked') as Masked | undefined;
    const isOther = before !== undefined && before.place.start !== this.masked.place.start;
    if (isOther || changes.has('whole')) this.chosen = 0;
  }

  override render(): TemplateResult {
    const { place } = this.masked;
    const word = place.word ?? t('the mask');
    return html`<h3>${t('In place of')} <span class="mono">${word}</span></h3>
      ${this.whole ? this.#renderWords(word) : this.#renderTokens(word)}`;
  }

  #renderTokens(word: string): TemplateResult {
    const { candidates, place } = this.masked;
    return html`${this.#list(
        candidates.map((candidate) => listedToken(candidate, place)),
        word,
      )}
      ${this.#more(candidates.length >= this.top)}
      <p class="standing">${this.#standingToken()}</p>`;
  }

  #standingToken(): string {
    const { standing, pieces, place } = this.masked;
    if (place.word === null) return '';
    if (standing === null) {
      return t('The word that stands there is {0} tokens, so it is not among these: see Words.', pieces);
    }
    const probability = formatFixed(standing.probability);
    return t('The word that stands there: rank {0}, {1}', formatCount(standing.rank), probability);
  }

  #renderWords(word: string): TemplateResult {
    const answer = this.#question();
    const words = answer.shown?.value;
    if (answer.failure) return html`<p class="failure" role="status">${answer.failure.message}</p>`;
    if (!words) return html`<p class="dim" role="status">${answer.progress ?? ''}</p>`;
    const { place } = this.masked;
    return html`${
        words.candidates.length === 0
          ? html`<p class="dim">${t('No whole word was found.')}</p>`
          : this.#list(
              words.candidates.map((candidate) => listedWord(candidate, place)),
              word,
            )
      }
      ${this.#more(words.candidates.length >= this.top)}
      <p class="standing">${standingWord(words)}</p>
      <p class="standing">${noRoom(words)}</p>`;
  }

  #list(candidates: readonly ListedCandidate[], word: string): TemplateResult {
    return html`<lens-candidates
      .candidates=${candidates}
      .chosen=${this.chosen}
      .label=${t('Words in place of {0}', word)}
      @choose=${({ detail }: CustomEvent<number>) => (this.chosen = detail)}
    ></lens-candidates>`;
  }

  #more(hasMore: boolean): TemplateResult | typeof nothing {
    if (!hasMore || this.top >= maxCandidates) return nothing;
    return html`<button
      class="link fold"
      @click=${() => this.dispatchEvent(new CustomEvent('more', { detail: Math.min(maxCandidates, this.top < more ? more : this.top * 2) }))}
    >
      ${t('Show More')}
    </button>`;
  }

  #question() {
    const run = this.store.state?.run;
    const { tokens, place, top } = this;
    return this.#words.ask(
      run && this.whole ? { runId: run.runId, row: this.store.row, tokens: [...tokens], place, top } : null,
    );
  }

  #ask(): Words | null {
    return this.#question().shown?.value ?? null;
  }
}

function standingWord({ standing }: Words): string {
  if (standing === null) return '';
  const [score, rank] = [formatFixed(standing.score), formatCount(standing.rank)];
  return t('The word that stands there: {0}, place {1} among the words found', score, rank);
}

function noRoom({ lengths }: Words): string {
  const longest = Math.max(0, ...lengths);
  if (longest >= maxPieces) return '';
  return t('The text fills the model’s positions: words of more than {0} tokens have no room.', longest);
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-masked-place': MaskedPlaceView;
  }
}
