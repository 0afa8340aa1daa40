import { t } from '@vscode/l10n';
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { drawShapes, type Shape } from '../../../shared/chart/shapes';
import { ThemeController } from '../../../shared/colour/theme-observer';
import { formatCount } from '../../../shared/format/numbers';
import { WidthController } from '../../../shared/layout/width';
import { Kept } from '../../../shared/store/kept';
import { chartFigure } from '../pictures/chart-figure';
import { PictureElement, type Figure } from '../pictures/picture-element';
import { afterState, stateWords } from '../scene/layer-names';
import { nearestToken } from './nearest-token';
import { projectionLayout, type ProjectionLayout } from './projection-layout';
import { projectionShapes, wayShapes } from './projection-shapes';

/** The tokens' ways through the layers on the two axes along which their states differ most. One tab stop: arrows, Enter. */
@customElement('layers-projection')
export class LayersProjection extends PictureElement {
  static override styles = [
    ...PictureElement.styles,
    css`
      .frame {
        margin-top: 2px;
        border: 1px solid var(--lens-card-border);
        border-radius: 6px;
      }

      svg {
        display: block;
        border-radius: 6px;
      }

      .key {
        display: flex;
        flex-wrap: wrap;
        column-gap: 16px;
        margin-top: 8px;
        font-size: 11px;
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  /** Number among the projected tokens that pointer or keyboard is at. */
  @state() private accessor pointed: number | null = null;
  @state() private accessor spoken = '';

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  readonly #layout = new Kept<ProjectionLayout>();
  readonly #drawn = new Kept<TemplateResult[]>();

  get layout(): ProjectionLayout | null {
    const width = Math.floor(this.#width.width) - 2;
    if (width <= 0) return null;
    const { overview, chosen } = this.scene;
    const height = Math.round(Math.max(220, Math.min(450, width * 1.04)));
    return this.#layout.get([overview, chosen, width], () =>
      projectionLayout(overview.projection, overview.states, { width, height }, new Set(chosen)),
    );
  }

  /** The picture as shapes, for files. */
  get shapes(): readonly Shape[] {
    return this.layout ? projectionShapes(this.scene, this.layout) : [];
  }

  override render(): TemplateResult {
    const { layout } = this;
    const { state } = this.scene;
    return html`
      <div class="head">
        <h2>${t('Projection')} <span>${this.#note()}</span></h2>
      </div>
      ${layout ? this.#picture(layout) : nothing}
      <div class="key">
        ${
          state === 0
            ? html`<span>${t('large and hollow: embeddings')}</span>`
            : html`<span>${t('hollow: embeddings')}</span> <span>${t('large: {0}', stateWords(state))}</span>`
        }
        <span>${t('thin line: its way through the layers')}</span>
        ${this.#partNote()}
      </div>
      <div class="visually-hidden" role="status">${this.spoken}</div>
    `;
  }

  override figure(): Figure | null {
    return chartFigure(this, t('Projection'), this.#note());
  }

  #note(): string {
    return t('tokens through the layers, by principal components');
  }

  #partNote(): TemplateResult | typeof nothing {
    const { axis, overview } = this.scene;
    const { length } = overview.projection.tokens;
    return length < axis.count
      ? html`<span>${t('{0} of {1} tokens', formatCount(length), formatCount(axis.count))}</span>`
      : nothing;
  }

  #picture(layout: ProjectionLayout): TemplateResult {
    const { colours } = this.#theme;
    const drawn = this.#drawn.get([this.scene, layout, colours], () => drawShapes(this.shapes, colours));
    return html`<div class="frame">
      <svg
        role="application"
        aria-roledescription=${t('chart')}
        aria-label=${t('Projection of the tokens through the layers')}
        tabindex="0"
        width=${layout.width}
        height=${layout.height}
        @pointermove=${(event: PointerEvent) => this.#point(nearestToken(layout, this.scene.state, event.offsetX, event.offsetY))}
        @pointerleave=${() => this.#point(null)}
        @focus=${() => this.#point(this.pointed ?? this.#start(), true)}
        @blur=${() => this.#point(null)}
        @click=${(event: MouseEvent) => this.#choose(event.ctrlKey || event.metaKey)}
        @keydown=${this.#onKey}
      >
        ${guard([drawn], () => drawn)}${this.#highlight(layout)}
      </svg>
    </div>`;
  }

  /** The way of the token that is pointed at, here or elsewhere. */
  #highlight(layout: ProjectionLayout): TemplateResult | typeof nothing {
    const { tokens } = this.scene.overview.projection;
    const token = this.pointed ?? (this.linked === null ? -1 : tokens.indexOf(this.linked));
    if (token < 0) return nothing;
    const { x, y } = layout.at(this.scene.state, token);
    const text = this.scene.axis.label(tokens[token] ?? 0);
    const left = x > layout.width / 2;
    const label: Shape = {
      ...{ kind: 'text', x: left ? x - 9 : x + 9, y: y - 7, text, mono: true, bold: true },
      ...{ align: left ? 'end' : 'start', tone: 'foreground' },
    };
    return svg`<g class="pointed">${drawShapes([...wayShapes(this.scene, layout, token, true, 'foreground'), label], this.#theme.colours)}</g>`;
  }

  /** The keyboard begins at the chosen token. */
  #start(): number {
    const { chosen, overview } = this.scene;
    return Math.max(0, overview.projection.tokens.indexOf(chosen.at(-1) ?? -1));
  }

  #choose(add: boolean): void {
    if (this.pointed !== null) this.fire('choose-entry', { entry: this.#entryOf(this.pointed), add });
  }

  #entryOf(token: number): number {
    return this.scene.overview.projection.tokens[token] ?? 0;
  }

  #point(token: number | null, speak = false): void {
    if (token !== null && token >= this.scene.overview.projection.tokens.length) return;
    if (speak && token !== null) {
      this.spoken = `${this.scene.axis.label(this.#entryOf(token))}, ${afterState(this.scene.state)}`;
    }
    if (token === this.pointed) return;
    this.pointed = token;
    this.fire('point-entry', token === null ? null : this.#entryOf(token));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = this.scene.overview.projection.tokens.length - 1;
    const at = this.pointed ?? this.#start();
    const moves: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined) this.#point(Math.max(0, Math.min(last, next)), true);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(event.ctrlKey || event.metaKey);
    else if (event.key === 'Escape') this.fire('let-go');
    else return;
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-projection': LayersProjection;
  }
}
