import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { maxAlternatives, type GeneratedToken } from '../../../../src/common/contracts/generation/engine-requests';
import type { Branch, StepPlace } from '../../../../src/common/contracts/generation/view';
import { pieceName } from '../sequences/token-words';
import { GenerationElement } from '../store/generation-element';
import { StepQuestion, type StepAnswer } from '../store/host-question';
import '../reads/generate-reads';
import { stepFacts, type TokenOrigin } from './step-facts';
import { stepStyles } from './step-styles';
import { stepTable } from './step-table';

/** Rows of the table at first, and how many times as many each time more are wanted. */
const firstRows = 10;
const moreTimes = 4;

/** The chosen step: what it was chosen from, in figures and as a table, and what it read. */
@customElement('generate-step')
export class GenerateStep extends GenerationElement {
  static override styles = [...GenerationElement.styles, stepStyles];

  /** Whether the model reads one text and writes another. */
  @property({ attribute: false }) accessor crosses = false;

  @state() private accessor rows = firstRows;
  /** The row of the table whose button is the tab stop. */
  @state() private accessor stop = 0;

  readonly #question = new StepQuestion(this, 'stepDetail');

  override render(): TemplateResult {
    const { branch, step: at, sequence } = this.store;
    const token = at && sequence?.tokens[at.step];
    if (!branch || !at)
      return html`<p class="dim">${branch ? t('Choose a token to see what else could have come.') : nothing}</p>`;
    if (!token) return html`${nothing}`;
    const answer = this.#question.ask({ at, top: this.rows }, `${branch.seed}/${token.id}`);
    return html`<div class="columns">
      <section class="offered ${answer.waiting ? 'waiting' : ''}" aria-busy=${String(answer.waiting)}>
        ${this.#offered(branch, answer)}
      </section>
      ${this.#beside(branch, at, token, answer)}
    </div>`;
  }

  #offered(branch: Branch, { shown, failure }: StepAnswer<'stepDetail'>): TemplateResult {
    if (failure) return this.#failed(failure.message);
    if (!shown) return html`<p class="dim" role="status">${t('Asking the engine')}</p>`;
    const { at } = shown.params;
    const chosen = branch.sequences[at.sequence]?.tokens[at.step];
    if (at.branch !== branch.id || !chosen) return html`${nothing}`;
    const { value: detail } = shown;
    const stop = this.#stopIn(detail.alternatives, chosen.id);
    return html`<h2>
        ${t('Step {0} of sequence {1}:', at.step + 1, at.sequence + 1)} <b class="mono">${pieceName(chosen)}</b>
        <span>${t('what the model offered, and what each setting left of it')}</span>
      </h2>
      <div class="scroller" @keydown=${this.#onKey} @focusin=${this.#onFocus}>
        ${stepTable({ detail, chosen: chosen.id, stop, goOn: (id) => this.store.goOn(at, id) })}
      </div>
      ${
        this.rows < maxAlternatives && detail.others.count > 0
          ? html`<button class="link more" @click=${this.#more}>${t('More Rows')}</button>`
          : nothing
      }`;
  }

  #beside(branch: Branch, at: StepPlace, token: GeneratedToken, { shown }: StepAnswer<'stepDetail'>): TemplateResult {
    // Figures beside the table are of the same step.
    const same = shown?.params.at.step === at.step && shown.params.at.sequence === at.sequence;
    return html`<div class="beside">
      <section>
        ${same && shown.params.at.branch === at.branch ? stepFacts(token, shown.value, this.#origin(branch, at)) : nothing}
      </section>
      <generate-reads .store=${this.store} .crosses=${this.crosses}></generate-reads>
    </div>`;
  }

  #origin({ from, shared, settings }: Branch, { step }: StepPlace): TokenOrigin {
    // The last of the tokens that were there before is the one that the person put in place of another.
    if (from !== null && step === shared - 1) return 'person';
    return (settings.do_sample ?? this.store.view?.defaults.do_sample) ? 'drawn' : 'best';
  }

  #failed(message: string): TemplateResult {
    return html`<p role="status">
      ${message} <button class="link" @click=${() => this.#question.askAgain()}>${t('Try Again')}</button>
    </p>`;
  }

  /** The chosen row has no button, so the tab stop is beside it. */
  #stopIn(alternatives: readonly { readonly id: number }[], chosen: number): number {
    const last = alternatives.length - 1;
    const wanted = Math.min(this.stop, last);
    if (alternatives[wanted]?.id !== chosen) return wanted;
    return wanted < last ? wanted + 1 : wanted - 1;
  }

  readonly #more = (): void => {
    this.rows = Math.min(maxAlternatives, this.rows * moreTimes);
  };

  readonly #onFocus = ({ target }: Event): void => {
    if (target instanceof HTMLElement && target.dataset['row'] !== undefined) this.stop = Number(target.dataset['row']);
  };

  /** Up and down go from button to button. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-row]')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'generate-step': GenerateStep;
  }
}
