import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { StoreElement } from '../../store/store-element';
import { chipStyles } from '../../strip/chip-styles';
import { drawEnds, drawTrack } from '../../strip/line-track';
import { LineWindow } from '../../strip/line-window';
import { itemUnder } from '../../strip/neighbour';
import { stripCommand } from '../../strip/strip-keys';
import { stripStyles } from '../../strip/strip-styles';
import { surpriseStyles } from '../sequences/surprise-styles';
import { GeneratedRow } from './generated-row';

/**
 * The prompt and the sequence that is looked at in one scrolling line. One tab stop: arrows, Home and End move, Space and
 * Enter look at a step, Esc lets go.
 */
@customElement('generated-strip')
export class GeneratedStrip extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    chipStyles,
    stripStyles,
    surpriseStyles,
    css`
      :host {
        flex: none;
        margin: 0 16px 4px;
      }

      .generated {
        border-color: var(--lens-card-border);
      }

      .generated > .id {
        color: inherit;
      }

      .slot {
        display: flex;
        align-items: center;
      }

      .divider {
        height: 30px;
        margin: 0 10px 0 6px;
        border-left: 1px solid var(--lens-hairline);
      }
    `,
  ];

  @state() private accessor cursor = 0;

  readonly #list = createRef<HTMLElement>();
  readonly #line = new LineWindow(this, () => this.#list.value ?? null);
  #row: GeneratedRow | null = null;
  #letGo: (() => void) | undefined;
  #followed = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#letGo = this.store.generation.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#letGo?.();
  }

  protected override willUpdate(): void {
    const shown = this.#row?.key;
    this.#row = new GeneratedRow(this.store);
    this.cursor = Math.min(this.cursor, Math.max(0, this.#row.count - 1));
    this.#line.setCount(this.#row.count, this.#row.key !== shown);
  }

  override render(): TemplateResult {
    const row = this.#row;
    if (!row) return html`${nothing}`;
    const view = this.#line.view();
    return html`<div
        class="line"
        role="listbox"
        aria-orientation="horizontal"
        aria-label=${t('Prompt and generated tokens')}
        aria-activedescendant=${row.count > 0 ? `chip-${this.cursor}` : nothing}
        tabindex="0"
        ${ref(this.#list)}
        @keydown=${this.#onKey}
        @wheel=${() => this.#line.letGo()}
        @focus=${() => this.#moveTo(this.cursor)}
        @blur=${() => this.store.links.hover(null)}
        @mouseover=${(event: Event) => this.#hover(itemUnder(event))}
        @mouseleave=${() => this.#hover(null)}
        @click=${(event: Event) => this.#choose(itemUnder(event))}
      >
        ${drawTrack(view, row, this.cursor)}
      </div>
      ${drawEnds(view, (direction) => this.#line.page(direction))}`;
  }

  protected override updated(): void {
    this.#line.measure(this.renderRoot.querySelectorAll<HTMLElement>('.slot'));
    const { step } = this.store.generation.place ?? {};
    const followed = `${this.#row?.key ?? ''}/${step ?? ''}`;
    if (followed === this.#followed) return;
    this.#followed = followed;
    if (typeof step === 'number' && this.#row) this.#line.goTo(this.#row.promptCount + step, 'center');
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const command = stripCommand(event, this.cursor, this.#row?.count ?? 0);
    if (!command) return;
    event.preventDefault();
    if (command.kind === 'move') this.#moveTo(command.to);
    else if (command.kind === 'letGo') this.#look(null);
    else if (command.kind !== 'cross') this.#choose(this.cursor);
  };

  /** A step is looked at; a token of the prompt is chosen as in every tab. */
  #choose(item: number | null): void {
    if (item === null || !this.#row) return;
    this.cursor = item;
    const step = this.#row.stepOf(item);
    if (step !== null) this.#look(step === this.store.generation.place?.step ? null : step);
    else if (this.#row.placed(item)?.part === 'input') this.store.choose({ row: 0, index: item });
  }

  #look(step: number | null): void {
    const { generation } = this.store;
    if (generation.place) generation.look({ ...generation.place, step });
  }

  #moveTo(item: number): void {
    this.cursor = item;
    this.#line.goTo(item, 'auto');
    this.#hover(item);
  }

  #hover(item: number | null): void {
    this.store.links.hover(item === null ? null : (this.#row?.placed(item) ?? null));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'generated-strip': GeneratedStrip;
  }
}
