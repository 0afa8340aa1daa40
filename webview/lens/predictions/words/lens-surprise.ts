import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { readsTarget } from '../../../../src/common/contracts/reads-target';
import type { Run } from '../../../../src/common/contracts/run';
import { button, buttonStyles } from '../../../shared/elements/button';
import { progressLine, progressLineStyles } from '../../../shared/elements/progress-line';
import { legendStyles, surpriseLegend } from '../../generate/sequences/surprise-legend';
import { surpriseStyles } from '../../generate/sequences/surprise-styles';
import { InternalsQuestion } from '../../internals/internals-question';
import { StoreElement } from '../../store/store-element';
import { partLength } from '../../store/token-place';
import '../run/run-list';
import './expected-card';
import { ScoredRow, type ScoredToken } from './scored-row';
import { barStyles, surpriseBars } from './surprise-bars';
import { perplexityFacts } from './surprise-facts';
import { surpriseMeasure } from './surprise-measure';
import { pageAround, pageLine, pageSize } from './surprise-pages';
import { surpriseViewStyles } from './surprise-view-styles';
import './surprise-text';
import { wordFailure } from './word-failure';

/** The Predictions tab of a language model: how expected each token of the text was. */
@customElement('lens-surprise')
export class LensSurprise extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    buttonStyles,
    progressLineStyles,
    surpriseStyles,
    legendStyles,
    barStyles,
    surpriseViewStyles,
  ];

  /** The chosen token of a target, which no strip shows; null where the strip's choice is shown. */
  @state() private accessor ownChoice: number | null = null;
  /** The first token on show. */
  @state() private accessor first = 0;

  readonly #question = new InternalsQuestion(this, 'surprise');
  #scored: ScoredRow | null = null;
  #measured: unknown = null;
  #followed: number | null = null;

  protected override willUpdate(): void {
    const scored = this.#scoredNow();
    if (scored?.surprise !== this.#scored?.surprise) {
      this.ownChoice = null;
      this.first = 0;
      this.#followed = null;
    }
    this.#scored = scored;
    const chosen = this.#chosen(scored);
    if (chosen !== this.#followed && chosen !== null) this.first = pageAround(chosen);
    this.#followed = chosen;
  }

  override render(): TemplateResult {
    const run = this.store.state?.run;
    if (!run) return html`${nothing}`;
    return html`<h2 class="head">
        <b>${t('Surprise')}</b> <span>${t('how expected each token was by what comes before it')}</span>
        ${this.#scored ? surpriseLegend() : nothing}
      </h2>
      ${this.#content(run)}
      <section class="run"><lens-run-facts .store=${this.store}></lens-run-facts></section>`;
  }

  protected override updated(): void {
    const { surprise } = this.#scored ?? {};
    if (surprise === this.#measured) return;
    this.#measured = surprise;
    const { state: shown, row } = this.store;
    const length = partLength(shown?.run ?? null, row, 'input');
    this.store.setMeasure(
      this.#scored && shown?.run ? surpriseMeasure(this.#scored, shown.run.runId, row, length) : null,
    );
  }

  get #params() {
    const run = this.store.state?.run;
    return run && !this.#lacksTarget ? { runId: run.runId, row: this.store.row } : null;
  }

  get #lacksTarget(): boolean {
    const { model, source } = this.store.state ?? {};
    return readsTarget(model?.info) && source?.pair == null;
  }

  #scoredNow(): ScoredRow | null {
    const { shown } = this.#question.ask(this.#params);
    return shown && new ScoredRow(this.store, shown.value, shown.params.row);
  }

  #content(run: Run): TemplateResult {
    if (this.#lacksTarget) return this.#askForTarget();
    const answer = this.#question.ask(this.#params);
    if (answer.failure) return wordFailure(this.store, answer.failure, () => this.#question.askAgain());
    const scored = this.#scored;
    if (!scored) {
      return html`${answer.progress === null ? nothing : progressLine(t('Surprise'))}
        <p class="what" role="status">${answer.progress === null ? '' : answer.progress || t('Scoring the text')}</p>`;
    }
    const tokens = this.#page(scored);
    const chosen = this.#chosen(scored);
    return html`
      <lens-surprise-text
        .tokens=${tokens}
        .chosen=${chosen}
        .linked=${this.#linked(scored)}
        @choose=${({ detail }: CustomEvent<number>) => this.#choose(scored, detail)}
        @hover=${({ detail }: CustomEvent<number | null>) => this.#hover(scored, detail)}
      ></lens-surprise-text>
      ${pageLine(this.first, scored.count, (first) => (this.first = first))}
      ${
        chosen === null
          ? html`<p class="what">${t('Choose a token to see what the model expected in its place.')}</p>`
          : html`<lens-expected .store=${this.store} .scored=${scored.at(chosen)}></lens-expected>`
      }
      ${surpriseBars(tokens, scored.fullBits, chosen, (index) => this.#choose(scored, index))}
      ${perplexityFacts(scored.surprise, run, this.store.row)}
    `;
  }

  #askForTarget(): TemplateResult {
    return html`<p class="what">
        ${t('An encoder-decoder is scored by the text that it is to write: give it one, such as a translation or a summary of the selection.')}
      </p>
      ${button({ label: t('Text for the Decoder…'), primary: true, onClick: () => void this.store.wishes.perform('addPair') })}`;
  }

  #page(scored: ScoredRow): ScoredToken[] {
    const count = Math.max(0, Math.min(pageSize, scored.count - this.first));
    return Array.from({ length: count }, (_, at) => scored.at(this.first + at));
  }

  /** The chosen token: of a text the one that is chosen everywhere, of a target the one that was chosen here. */
  #chosen(scored: ScoredRow | null): number | null {
    if (scored === null) return null;
    const { part, from } = scored.surprise;
    if (part === 'target') return this.ownChoice;
    const last = this.store.chosen.findLast(({ row }) => row === this.store.row);
    const index = last === undefined ? -1 : last.index - from;
    return index >= 0 && index < scored.count ? index : null;
  }

  #choose({ surprise: { part, from } }: ScoredRow, index: number): void {
    if (part === 'input') this.store.choose({ row: this.store.row, index: from + index });
    else this.ownChoice = index === this.ownChoice ? null : index;
  }

  /** The token that is pointed at here, in the strip, or by the caret of the editor. */
  #linked({ surprise: { part, from }, count }: ScoredRow): number | null {
    const place = this.store.links.hovered ?? this.store.links.caret;
    if (place?.target !== 'model' || place.part !== part || place.row !== this.store.row) return null;
    const index = part === 'target' ? place.index - 1 : place.index - from;
    return index >= 0 && index < count ? index : null;
  }

  #hover(scored: ScoredRow, index: number | null): void {
    const place = index === null ? null : scored.placeOf(index);
    const token = place && this.store.token(place);
    this.store.links.hover(place && token ? { ...place, token } : null);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-surprise': LensSurprise;
  }
}
