import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { FigurePart } from '../../../shared/export/figure';
import type { HeatmapPlace } from '../../../shared/heatmap/heatmap-input';
import type { HeatmapLinked } from '../../../shared/heatmap/heatmap-data';
import { elementStyles } from '../../../shared/theme/element-styles';
import { Kept } from '../../../shared/store/kept';
import type { LayersScene } from '../scene/layers-scene';
import { pictureStyles } from './picture-styles';

export type { FigurePart as Figure };

/**
 * One picture of the Layers tab. It is told what is pointed at elsewhere, and tells what is pointed at and chosen in it.
 *
 * @fires choose-entry - detail `{ entry, add }`: a token of the axis
 * @fires choose-state - detail: a hidden state
 * @fires point-entry - detail: a token under pointer or keyboard; null for none
 * @fires let-go - Esc
 */
export abstract class PictureElement extends LitElement {
  static override styles = [elementStyles, pictureStyles];

  @property({ attribute: false }) accessor scene!: LayersScene;
  /** The token that another view points at; null for none. */
  @property({ attribute: false }) accessor linked: number | null = null;

  readonly #linked = new Kept<HeatmapLinked>();

  /** The picture as it is on show; null before it was drawn. */
  abstract figure(): FigurePart | null;

  /** What is pointed at, as rows or columns of a heatmap. */
  protected linkedAt(row: number | null, column: number | null): HeatmapLinked {
    return this.#linked.get([row, column], () => ({ row, column }));
  }

  protected fire(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  protected readonly onLetGo = (): void => this.fire('let-go');
}

/** The detail of a heatmap's event. */
export type PlaceEvent = CustomEvent<HeatmapPlace & { readonly add: boolean }>;
