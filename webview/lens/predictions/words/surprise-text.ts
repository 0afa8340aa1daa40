import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { surpriseLevel } from '../../../../src/common/statistics/surprise';
import { moveCursor } from '../../../shared/table/move-cursor';
import { elementStyles } from '../../../shared/theme/element-styles';
import { surpriseStyles } from '../../generate/sequences/surprise-styles';
import { textStyles } from '../../generate/sequences/generated-text-styles';
import { showSpaces } from '../../strip/chip-look';
import { scoreWords, type ScoredToken } from './scored-row';

const page = 10;
const asInList: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' };

/**
 * A stretch of a text, each token tinted by its surprise. One tab stop: arrows, Home and End move, Space, Enter and a
 * click choose.
 *
 * @fires choose - detail: the index of a token
 * @fires hover - detail: the index of the token under the pointer; null for none
 */
@customElement('lens-surprise-text')
export class SurpriseText extends LitElement {
  static override styles = [elementStyles, surpriseStyles, textStyles];

  @property({ attribute: false }) accessor tokens: readonly ScoredToken[] = [];
  @property({ attribute: false }) accessor chosen: number | null = null;
  @property({ attribute: false }) accessor linked: number | null = null;

  @state() private accessor cursor = 0;

  override render(): TemplateResult {
    const cursor = Math.min(this.cursor, this.tokens.length - 1);
    return html`<div class="text">
      <span
        class="tokens"
        role="listbox"
        aria-label=${t('Tokens with their surprise')}
        aria-activedescendant=${cursor < 0 ? nothing : `token-${cursor}`}
        tabindex="0"
        @keydown=${this.#onKey}
        @click=${(event: Event) => this.#choose(itemOf(event))}
        @mouseover=${(event: Event) => this.#hover(itemOf(event))}
        @mouseleave=${() => this.#hover(-1)}
        >${this.tokens.map((token, at) => this.#draw(token, at, at === cursor))}</span
      >
    </div>`;
  }

  #draw(scored: ScoredToken, at: number, cursor: boolean): TemplateResult {
    const { token, index, probability } = scored;
    const { before, word, after } = shownText(token);
    const level = surpriseLevel(probability);
    // What is dim would be too pale on a tint.
    const special = token?.special && level === 0 ? 'special' : '';
    const marks = [cursor ? 'cursor' : '', special, index === this.linked ? 'linked' : ''];
    return html`<span
      class="token"
      role="option"
      id=${`token-${at}`}
      data-item=${at}
      aria-selected=${String(index === this.chosen)}
      aria-label=${scoreWords(scored)}
      title=${scoreWords(scored)}
      >${before}<span class="word surprise${level} ${marks.join(' ')}" data-item=${at}>${word}</span>${after}</span
    >`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const next = moveCursor(asInList[event.key] ?? event.key, this.cursor, this.tokens.length, page);
    if (next !== undefined) {
      this.cursor = next;
      this.#hover(next);
    } else if (event.key === ' ' || event.key === 'Enter') this.#choose(this.cursor);
    else return;
    event.preventDefault();
  };

  #choose(at: number): void {
    const scored = this.tokens[at];
    if (!scored) return;
    this.cursor = at;
    this.dispatchEvent(new CustomEvent('choose', { detail: scored.index }));
  }

  #hover(at: number): void {
    this.dispatchEvent(new CustomEvent('hover', { detail: this.tokens[at]?.index ?? null }));
  }
}

function itemOf({ target }: Event): number {
  const token = target instanceof Element ? target.closest<HTMLElement>('.token') : null;
  return token ? Number(token.dataset['item']) : -1;
}

/** The space before a word is no part of its colour; white space alone is seen as marks, and breaks the line behind them. */
function shownText(token: ScoredToken['token']): { before: string; word: string; after: string } {
  if (!token) return { before: ' ', word: '…', after: '' };
  const { readable, special } = token;
  if (special || readable === '') return { before: '', word: token.token, after: '' };
  if (readable.trim() === '') return { before: '', word: showSpaces(readable), after: readable.replace(/[^\n]/g, '') };
  const before = /^ ?/.exec(readable)?.[0] ?? '';
  return { before, word: readable.slice(before.length), after: '' };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-surprise-text': SurpriseText;
  }
}
