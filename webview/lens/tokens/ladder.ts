import { t } from '@vscode/l10n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Stages, Token } from '../../../src/common/contracts/tokens';
import { setStyles } from '../../shared/theme/set-styles';
import { StoreElement } from '../store/store-element';
import type { PlacedToken } from '../store/token-place';
import { chipLook, chipText, showSpaces, wordHue } from '../strip/chip-look';
import { layoutLadder, type LadderCell, type LadderLayout, type LadderMeasures } from './ladder-layout';
import { ladderStyles } from './ladder-styles';

/** At 14 px monospace and 12 px digits, as in the styles. */
const measures: Omit<LadderMeasures, 'column'> = { character: 8.43, digit: 7.3, padding: 10 };
/** The widths that a character's column may have: the widest that needs no scrolling, or one to read while scrolling. */
const columnWidths = [24, 20, 16, 13];
const scrolledColumn = 16;
const stageNamesWidth = 104;

/** From text to ids: each stage of the tokenizer under the characters that it came from. */
@customElement('lens-ladder')
export class Ladder extends StoreElement {
  static override styles = [...StoreElement.styles, ladderStyles];

  @property({ attribute: false }) accessor stages: Stages | null = null;

  #layout: LadderLayout | undefined;

  @state() private accessor width = 0;
  readonly #resized = new ResizeObserver(([entry]) => (this.width = entry?.contentRect.width ?? 0));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('stages') || changes.has('width')) this.#layout = this.stages ? this.#fit(this.stages) : undefined;
  }

  #fit(stages: Stages): LadderLayout {
    const room = this.width - stageNamesWidth;
    for (const column of columnWidths) {
      const layout = layoutLadder(stages, { ...measures, column });
      if (layout.width <= room) return layout;
    }
    return layoutLadder(stages, { ...measures, column: scrolledColumn });
  }

  override render(): TemplateResult {
    const { stages } = this;
    const layout = this.#layout;
    if (!stages || !layout) return html`${nothing}`;
    return html`
      <div class="ladder">
        <div class="names" aria-hidden="true">${this.#stageNames(stages).map((name) => html`<div>${name}</div>`)}</div>
        <div class="scroller" tabindex="0" role="group" aria-label=${t('Stages from text to ids')}>
          <div class="stages" ${setStyles({ width: `${layout.width}px` })} @mouseleave=${() => this.store.hover(null)}>
            ${this.#text(layout)}
            ${stages.normalized === null ? nothing : this.#normalized(stages.normalized, layout, stages)}
            ${stages.preTokens === null ? nothing : this.#preTokens(stages, layout)}
            ${this.#tokens(stages.tokens, layout)}
            ${this.#numbers(t('Ids'), 'ids', stages.tokens, layout, ({ id }) => id)}
            ${this.#numbers(t('Mask'), 'mask', stages.tokens, layout, ({ attention }) => attention)}
          </div>
        </div>
      </div>
      <dl>
        <dt>${t('Decoded')}</dt>
        <dd class="mono">${stages.decoded}</dd>
        <dt>${t('Without special')}</dt>
        <dd class="mono">${stages.decodedWithoutSpecial}</dd>
      </dl>
    `;
  }

  #stageNames({ normalized, preTokens }: Stages): string[] {
    return [
      t('Text'),
      ...(normalized === null ? [] : [t('Normalised')]),
      ...(preTokens === null ? [] : [t('Pre-tokens')]),
      t('Tokens'),
      t('Ids'),
      t('Mask'),
    ];
  }

  #text({ characters }: LadderLayout): TemplateResult {
    const spans = this.#markedSpans();
    return this.#stage(
      t('Text'),
      'characters',
      characters
        .filter(({ end, start }) => end > start)
        .map((cell) => {
          const marked = spans.some(({ start, end }) => cell.start < end && cell.end > start);
          return this.#cell(
            cell,
            `${marked ? 'marked' : ''} ${cell.text.trim() === '' ? 'space' : ''}`,
            showSpaces(cell.text),
          );
        }),
    );
  }

  /** Character under character where the normaliser kept their number, else as one piece. */
  #normalized(text: string, { characters, width }: LadderLayout, stages: Stages): TemplateResult {
    const own = characters.filter(({ end, start }) => end > start);
    const aligned = text.length === stages.text.length;
    const cells = aligned
      ? own.map((cell) => this.#cell(cell, '', showSpaces(text.slice(cell.start, cell.end))))
      : this.#cell({ left: own[0]?.left ?? 0, width: width - (own[0]?.left ?? 0) }, 'whole', showSpaces(text));
    return this.#stage(t('Normalised'), 'characters', cells);
  }

  #preTokens({ preTokens, tokens }: Stages, layout: LadderLayout): TemplateResult {
    const cells = (preTokens ?? []).map(({ text, start, end }, index) => {
      const cell = layout.preTokens[index];
      const at = tokens.findIndex(
        (other) => other.sequence === 0 && (other.start ?? end) < end && (other.end ?? 0) > start,
      );
      const token = tokens[at];
      return cell && cell.width > 0
        ? this.#cell(cell, `box hue${token ? wordHue(token, at) : 0}`, showSpaces(text))
        : nothing;
    });
    return this.#stage(t('Pre-tokens'), 'boxes', cells);
  }

  #tokens(tokens: readonly Token[], layout: LadderLayout): TemplateResult {
    const cells = tokens.map((token, index) => {
      const look = chipLook(token, { part: 'input', index }, undefined, undefined);
      const { chosen, linked } = this.store.marksOf(this.#place(index, token));
      const marks = `${chosen ? 'chosen' : ''} ${linked ? 'linked' : ''}`;
      const text = token.special ? token.token : showSpaces(token.readable === '' ? token.token : token.readable);
      return html`<span
        class="cell box kind-${look.kind} hue${look.hue} ${marks}"
        title=${chipText(token)}
        ${setStyles(placed(layout.tokens[index]))}
        @mouseenter=${() => this.store.hover(this.#place(index, token))}
        @click=${(event: MouseEvent) =>
          this.store.choose({ row: this.store.row, index }, event.ctrlKey || event.metaKey)}
        @dblclick=${() => void this.store.reveal(this.#place(index, token))}
        >${text}</span
      >`;
    });
    return this.#stage(t('Tokens'), 'boxes', cells);
  }

  #numbers(
    label: string,
    name: string,
    tokens: readonly Token[],
    layout: LadderLayout,
    of: (token: Token) => number,
  ): TemplateResult {
    const cells = tokens.map((token, index) =>
      this.#cell(layout.tokens[index], token.special ? 'dim' : '', String(of(token))),
    );
    return this.#stage(label, name, cells);
  }

  #stage(label: string, name: string, cells: unknown): TemplateResult {
    return html`<div class="stage ${name}" role="group" aria-label=${label}>${cells}</div>`;
  }

  #cell(cell: LadderCell | undefined, classes: string, text: string): TemplateResult {
    return html`<span class="cell ${classes}" ${setStyles(placed(cell))}>${text}</span>`;
  }

  #place(index: number, token: Token): PlacedToken {
    return { target: 'model', row: this.store.row, part: 'input', index, token };
  }

  /** The characters of the chosen and the hovered tokens. */
  #markedSpans(): { start: number; end: number }[] {
    const { chosen, hovered, row } = this.store;
    const tokens = chosen.filter((place) => place.row === row).map(({ index }) => this.stages?.tokens[index]);
    if (hovered?.row === row) tokens.push(hovered.token);
    return tokens.flatMap((token) =>
      token?.sequence === 0 && token.start !== null && token.end !== null
        ? [{ start: token.start, end: token.end }]
        : [],
    );
  }
}

/** A gap of 2 px parts neighbouring cells. */
function placed(cell: LadderCell | undefined) {
  return { left: `${(cell?.left ?? 0) + 1}px`, width: `${Math.max(0, (cell?.width ?? 0) - 2)}px` };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-ladder': Ladder;
  }
}
