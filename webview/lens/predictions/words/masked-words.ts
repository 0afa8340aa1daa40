import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { maxMaskedWords } from '../../../../src/common/contracts/words/masked-words';
import type { lensHostContract } from '../../../../src/common/contracts/lens';
import { LensError } from '../../../../src/common/errors/lens-error';
import type { ResultOf } from '../../../../src/common/rpc/contract';
import { button, buttonStyles } from '../../../shared/elements/button';
import '../../../shared/elements/segments';
import { formatFixed } from '../../../shared/format/numbers';
import { InternalsQuestion } from '../../internals/internals-question';
import { StoreElement } from '../../store/store-element';
import '../run/run-list';
import './masked-place';
import { maskedStyles } from './masked-styles';
import { wordFailure } from './word-failure';

type Masked = ResultOf<typeof lensHostContract, 'maskedWords'>;

/** How many candidates of each place are asked for at first. */
const few = 5;

/** The Predictions tab of a masked language model: what may stand in place of the chosen words. */
@customElement('lens-masked-words')
export class MaskedWords extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, maskedStyles];

  @state() private accessor top = few;
  /** The next word that is chosen is masked beside the others. */
  @state() private accessor adds = false;

  readonly #question = new InternalsQuestion(this, 'maskedWords');
  #asked = '';

  protected override willUpdate(): void {
    const asked = [this.store.state?.run?.runId, this.store.row, ...this.#tokens].join();
    if (asked === this.#asked) return;
    this.#asked = asked;
    // Of other words few candidates are shown at first.
    this.top = few;
    this.adds = false;
  }

  override render(): TemplateResult {
    const { state: shown } = this.store;
    if (!shown?.run) return html`${nothing}`;
    const tokenizer = shown.model?.tokenizer;
    const hasMask = tokenizer?.specialTokens.some(({ role }) => role === 'mask') ?? false;
    return html`<div class="tools">
        <h2>${t('Masked words')} <span>fill-mask</span></h2>
        ${hasMask ? this.#renderSegments() : nothing}
      </div>
      ${hasMask ? this.#renderMasked(shown.run.runId) : html`<p>${t('This model’s tokenizer has no mask token, so no word can be masked.')}</p>`}
      <section class="run"><lens-run-facts .store=${this.store}></lens-run-facts></section>`;
  }

  /** The chosen tokens of the row on show, in order. */
  get #tokens(): number[] {
    const { row } = this.store;
    const chosen = this.store.chosen.flatMap((token) => (token.row === row ? [token.index] : []));
    return chosen.sort((a, b) => a - b).slice(0, maxMaskedWords);
  }

  #renderMasked(runId: number): TemplateResult {
    const tokens = this.#tokens;
    const { row } = this.store;
    const answer = this.#question.ask({ runId, row, tokens, top: this.top });
    if (answer.failure) {
      return wordFailure(this.store, answer.failure, () => this.#question.askAgain());
    }
    const found = answer.shown;
    if (!found) return html`<p class="what" role="status">${answer.progress ?? ''}</p>`;
    if (found.value.places.length === 0) {
      return html`<p class="what">
        ${t('Choose a word in the tokens above to see what the model would put in its place, or write {0} into the text.', found.value.mask)}
      </p>`;
    }
    return this.#renderPlaces(found.value, found.params.tokens, found.params.top);
  }

  #renderPlaces({ places }: Masked, tokens: readonly number[], top: number): TemplateResult {
    const whole = this.store.view.wholeWords ?? false;
    return html`${
        places.length === 1 ? nothing : html`<p class="what">${t('{0} words are masked at once', places.length)}</p>`
      }
      <div class="places ${places.length > 1 ? 'several' : ''}">
        ${places.map(
          (masked, index) =>
            html`<lens-masked-place
              .store=${this.store}
              .masked=${masked}
              .place=${index}
              .tokens=${tokens}
              .whole=${whole}
              .top=${top}
              @more=${({ detail }: CustomEvent<number>) => (this.top = detail)}
            ></lens-masked-place>`,
        )}
      </div>
      ${whole ? html`<p class="caption">${howScored()}</p>` : nothing} ${this.#renderButtons()}
      <div class="visually-hidden" role="status">${places.map(announcement).join('; ')}</div>`;
  }

  #renderSegments(): TemplateResult {
    const segments = [
      { value: 'token', label: t('1 token') },
      { value: 'words', label: t('Words') },
    ];
    return html`<lens-segments
      .segments=${segments}
      .chosen=${this.store.view.wholeWords ? 'words' : 'token'}
      .label=${t('What is put in place of a word')}
      @choose=${({ detail }: CustomEvent<string>) => this.store.update({ wholeWords: detail === 'words' })}
    ></lens-segments>`;
  }

  #renderButtons(): TemplateResult {
    const inEditor = this.store.state?.source?.kind === 'editor';
    const ready = this.store.state?.phase === 'ready';
    return html`<div class="buttons">
        ${
          inEditor
            ? button({ label: t('Replace in Editor'), disabled: !ready, onClick: () => void this.#replace() })
            : nothing
        }
        ${button({ label: t('Mask Another'), icon: 'add', onClick: () => this.#addNext() })}
      </div>
      <p class="what" role="status">
        ${this.adds ? t('Choose another word in the tokens above; Esc in them lets go of all.') : ''}
      </p>`;
  }

  #addNext(): void {
    this.adds = true;
    this.store.addNext();
    this.dispatchEvent(new CustomEvent('focus-strip', { bubbles: true, composed: true }));
  }

  async #replace(): Promise<void> {
    const runId = this.store.state?.run?.runId;
    const places = [...this.renderRoot.querySelectorAll('lens-masked-place')];
    const edits = places.flatMap(({ edit }) => edit ?? []);
    if (runId === undefined || places.length === 0) return;
    try {
      if (edits.length < places.length) throw noText();
      await this.store.host.request('replaceWords', { runId, row: this.store.row, edits });
    } catch (error) {
      this.store.wishes.fail(error);
    }
  }
}

/** What a screen reader says of a masked word once it is known. */
function announcement({ place, candidates: [best] }: Masked['places'][number]): string {
  if (!best) return '';
  return t('In place of {0}: {1}, {2}', place.word ?? t('the mask'), best.text, formatFixed(best.probability));
}

function noText(): LensError {
  return new LensError('usage', t('What is chosen is no text that could be written.'), t('Choose another word.'));
}

function howScored(): string {
  return t(
    'The score is the geometric mean of the probabilities of a word’s tokens, each given those before it, so that words of one, two and three tokens compare.',
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-masked-words': MaskedWords;
  }
}
