import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { GeneratedToken } from '../../../../src/common/contracts/generation/engine-requests';
import { WidthController } from '../../../shared/layout/width';
import { elementStyles } from '../../../shared/theme/element-styles';
import { chipAbove, chipBoxes } from '../../strip/neighbour';
import { textStyles } from './generated-text-styles';
import { SettledLines } from './settled-lines';
import { surpriseStyles } from './surprise-styles';
import { drawTokens } from './token-chunk';

/**
 * A prompt and what was generated behind it, each token tinted by its surprise. One tab stop: arrows, Home and End move,
 * Space and Enter choose. Its own scrolling keeps to the end while text comes.
 *
 * @fires choose - detail: the index of the token that was clicked or chosen by keyboard
 * @fires let-go - Esc
 */
@customElement('generated-text')
export class GeneratedText extends LitElement {
  static override styles = [elementStyles, surpriseStyles, textStyles];

  /** Accessible name of the list of tokens. */
  @property({ attribute: false }) accessor label = '';
  /** Names the text, so that another one is drawn anew. */
  @property({ attribute: false }) accessor key = '';
  @property({ attribute: false }) accessor prompt = '';
  @property({ attribute: false }) accessor tokens: readonly GeneratedToken[] = [];
  @property({ attribute: false }) accessor shared = 0;
  @property({ attribute: false }) accessor chosen: number | null = null;
  @property({ attribute: false }) accessor running = false;

  @state() private accessor cursor = -1;

  readonly #width = new WidthController(this);
  readonly #lines = new SettledLines();
  readonly #scroller = createRef<HTMLElement>();
  /** Whether the end is in view, which stays so when text comes. */
  #atEnd = true;
  #linesWidth = 0;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('key')) this.cursor = -1;
    if (changes.has('key') || changes.has('prompt') || this.#width.width !== this.#linesWidth) this.#lines.clear();
    this.#linesWidth = this.#width.width;
    if (changes.has('chosen') && this.chosen !== null) this.cursor = this.chosen;
    this.cursor = Math.min(this.cursor, this.tokens.length - 1);
  }

  override render(): TemplateResult {
    const { tokens, key, shared, chosen, cursor } = this;
    const { starts } = this.#lines;
    const end = this.running ? html`<span class="caret" aria-hidden="true"></span>` : nothing;
    return html`<div class="text" ${ref(this.#scroller)} @scroll=${this.#onScroll}>
      <span class="shared">${this.prompt}</span
      ><span
        class="tokens"
        role="listbox"
        aria-label=${this.label}
        aria-activedescendant=${cursor < 0 ? nothing : `token-${cursor}`}
        tabindex="0"
        @focus=${() => (this.cursor = Math.max(0, cursor))}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
        >${drawTokens({ tokens, key, shared, chosen, cursor, starts }, end)}</span
      >
    </div>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    const scroller = this.#scroller.value;
    if (scroller && this.running && this.#atEnd) scroller.scrollTop = scroller.scrollHeight;
    const isDue = this.#width.width > 0 && this.#lines.isDue(this.tokens.length);
    if (isDue && this.#lines.settle(this.renderRoot.querySelectorAll<HTMLElement>('.word'))) this.requestUpdate();
    if (changes.has('chosen')) this.#showToken(this.chosen ?? -1);
  }

  readonly #onScroll = (): void => {
    const scroller = this.#scroller.value;
    if (scroller) this.#atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4;
  };

  readonly #onClick = ({ target }: Event): void => {
    const token = target instanceof Element ? target.closest<HTMLElement>('.token') : null;
    if (token) this.#choose(Number(token.dataset['item']));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = this.tokens.length - 1;
    const moves: Record<string, number | null> = {
      ArrowLeft: this.cursor - 1,
      ArrowRight: this.cursor + 1,
      Home: 0,
      End: last,
    };
    const line = { ArrowUp: -1, ArrowDown: 1 } as const;
    const to = event.key in line ? this.#lineOf(line[event.key as keyof typeof line]) : moves[event.key];
    if (typeof to === 'number') this.#moveTo(Math.max(0, Math.min(last, to)));
    else if (event.key === ' ' || event.key === 'Enter') this.#choose(this.cursor);
    else if (event.key === 'Escape') this.dispatchEvent(new CustomEvent('let-go'));
    else if (to === undefined) return;
    event.preventDefault();
  };

  /** The token in the line above or below; null at the first or the last. */
  #lineOf(direction: -1 | 1): number | null {
    return chipAbove(chipBoxes(this.renderRoot.querySelectorAll<HTMLElement>('.word')), this.cursor, direction);
  }

  #moveTo(index: number): void {
    this.cursor = index;
    this.#showToken(index);
  }

  #choose(index: number): void {
    if (index < 0 || index >= this.tokens.length) return;
    this.cursor = index;
    this.dispatchEvent(new CustomEvent('choose', { detail: index }));
  }

  #showToken(index: number): void {
    const scroller = this.#scroller.value;
    const token = this.renderRoot.querySelector<HTMLElement>(`#token-${index}`);
    if (!token || !scroller) return;
    // Only this text scrolls, never the page around it.
    const above = token.offsetTop - scroller.scrollTop;
    if (above < 0) scroller.scrollTop = token.offsetTop;
    else if (above + token.offsetHeight > scroller.clientHeight) {
      scroller.scrollTop = token.offsetTop + token.offsetHeight - scroller.clientHeight;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'generated-text': GeneratedText;
  }
}
