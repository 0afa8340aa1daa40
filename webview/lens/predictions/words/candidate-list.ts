import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../../../shared/elements/bar';
import { formatFixed } from '../../../shared/format/numbers';
import { moveCursor } from '../../../shared/table/move-cursor';
import { elementStyles } from '../../../shared/theme/element-styles';
import { labelListStyles } from '../labels/label-list-styles';

/** A word that may stand in a place, with the text around it. */
export interface ListedCandidate {
  readonly label: string;
  readonly score: number;
  readonly before: string;
  readonly text: string;
  readonly after: string;
  readonly title: string;
}

const page = 5;

/**
 * Candidates with bar, score and preview. One tab stop: arrows move, Space, Enter and a click choose. Fires `choose` with
 * the index of a candidate.
 */
@customElement('lens-candidates')
export class CandidateList extends LitElement {
  static override styles = [
    elementStyles,
    labelListStyles,
    css`
      .columns {
        grid-template-columns: minmax(64px, 20%) minmax(96px, 1fr) minmax(0, 1.2fr);
      }

      .preview {
        overflow: hidden;
        color: var(--vscode-descriptionForeground);
        font-size: 12px;
        font-weight: 400;
        text-overflow: ellipsis;
        white-space: pre;
      }

      /* On the chosen row's background what is dim would be too pale. */
      [aria-selected='true'],
      [aria-selected='true'] .preview {
        color: var(--vscode-foreground);
      }

      .preview b {
        color: var(--vscode-foreground);
      }

      @container candidates (max-width: 380px) {
        .columns {
          grid-template-columns: minmax(64px, 30%) minmax(0, 1fr);
        }

        .preview {
          grid-column: 1 / -1;
          line-height: 18px;
        }
      }

      .list {
        container: candidates / inline-size;
      }
    `,
  ];

  @property({ attribute: false }) accessor candidates: readonly ListedCandidate[] = [];
  @property({ attribute: false }) accessor chosen = 0;
  /** Accessible name. */
  @property({ attribute: false }) accessor label = '';

  @state() private accessor cursor = 0;

  override render(): TemplateResult {
    const cursor = Math.min(this.cursor, this.candidates.length - 1);
    return html`<div
      class="list"
      role="listbox"
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${cursor < 0 ? nothing : `candidate-${cursor}`}
      @keydown=${this.#onKey}
    >
      ${this.candidates.map((candidate, index) => this.#renderOne(candidate, index, index === cursor))}
    </div>`;
  }

  #renderOne(
    { label, score, before, text, after, title }: ListedCandidate,
    index: number,
    active: boolean,
  ): TemplateResult {
    const wins = index === 0;
    return html`<div
      class="columns ${wins ? 'wins' : ''} ${active ? 'active' : ''}"
      id=${`candidate-${index}`}
      role="option"
      aria-selected=${String(index === this.chosen)}
      title=${title}
      @click=${() => this.#choose(index)}
    >
      <span class="label mono">${label}</span>
      <span class="barred">
        <lens-bar .fraction=${score} .wins=${wins}></lens-bar>
        <span class="probability number">${formatFixed(score)}</span>
      </span>
      <span class="preview">${before}<b>${text}</b>${after}</span>
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const next = moveCursor(event.key, this.cursor, this.candidates.length, page);
    if (next !== undefined) this.cursor = next;
    else if (event.key === ' ' || event.key === 'Enter') this.#choose(this.cursor);
    else return;
    event.preventDefault();
  };

  #choose(index: number): void {
    this.cursor = index;
    if (index < this.candidates.length) this.dispatchEvent(new CustomEvent('choose', { detail: index }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-candidates': CandidateList;
  }
}
