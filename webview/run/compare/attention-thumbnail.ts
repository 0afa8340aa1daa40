import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { TableName } from '../../shared/colour/scale';
import { ThemeController } from '../../shared/colour/theme-observer';
import { paintPicture } from '../../shared/heatmap/cell-picture';
import { elementStyles } from '../../shared/theme/element-styles';

/** A matrix as a small picture, a cell a pixel of it, drawn large. */
@customElement('attention-thumbnail')
export class AttentionThumbnail extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: block;
      }

      canvas {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        border: 1px solid var(--lens-card-border);
        image-rendering: pixelated;
      }
    `,
  ];

  /** Positions on the scale, [height, width]. */
  @property({ attribute: false }) accessor pixels = new Uint8Array(0);
  @property({ attribute: false }) accessor size = { width: 0, height: 0 };
  @property({ attribute: false }) accessor table: TableName = 'sequential';
  @property({ attribute: false }) accessor label = '';
  @query('canvas') private accessor canvas!: HTMLCanvasElement;

  readonly #theme = new ThemeController(this);

  override render(): TemplateResult {
    return html`<canvas role="img" aria-label=${this.label}></canvas>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const { width, height } = this.size;
    const picture = paintPicture(this.pixels, width, height, this.#theme.colours.tables[this.table]);
    Object.assign(this.canvas, { width: Math.max(1, width), height: Math.max(1, height) });
    if (picture) this.canvas.getContext('2d')?.drawImage(picture, 0, 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-thumbnail': AttentionThumbnail;
  }
}
