import type { ThemeColours } from '../colour/theme-colours';
import { Kept } from '../store/kept';
import { composeHeatmap, type Shown } from './compose';
import type { HeatmapCells } from './heatmap-cells';
import type { HeatmapValues } from './heatmap-data';
import { heatmapLayout, type HeatmapLayout, type LayoutParams } from './layout';
import type { PaintedHeatmap } from './paint';
import { TextWidth } from './text-width';
import type { Viewport } from './viewport';

/** What a heatmap shows, and how large it may be. */
export interface HeatmapLooks extends Shown, Omit<LayoutParams, 'width' | 'measure'> {
  readonly values: HeatmapValues;
  readonly view: Viewport;
}

/**
 * Layout and picture of a heatmap: made anew only when what they follow from has changed, so that pointing at cells, which
 * changes none of it, paints no cells.
 */
export class HeatmapPictures {
  readonly #texts = new TextWidth();
  readonly #layouts = new Kept<HeatmapLayout | null>();
  readonly #pictures = new Kept<PaintedHeatmap | null>();
  #arrivals = 0;

  /** Something to paint has arrived that the looks do not tell of. */
  arrived(): void {
    this.#arrivals += 1;
  }

  /** Places in so much width; null where there is none yet. */
  arrange(looks: HeatmapLooks, width: number, colours: ThemeColours): HeatmapLayout | null {
    const { rows, columns, columnLabels, maxHeight, maxCell, square, labelWidth } = looks;
    const params = { rows, columns, columnLabels, width, maxHeight, maxCell, square, labelWidth };
    return this.#layouts.get([...Object.values(params), colours], () =>
      width > 0 ? heatmapLayout({ ...params, measure: this.#texts.of(colours) }) : null,
    );
  }

  /** What is painted; null where there are no cells. */
  compose(
    looks: HeatmapLooks,
    layout: HeatmapLayout | null,
    colours: ThemeColours,
    cells: HeatmapCells,
  ): PaintedHeatmap | null {
    if (!layout || looks.rows.count * looks.columns.count === 0) return null;
    const { view, rows, columns, values, scale, marks, format, numbersFrom } = looks;
    const from = [layout, view, rows, columns, values, scale, marks, format, numbersFrom, colours];
    return this.#pictures.get([...from, this.#arrivals, devicePixelRatio], () =>
      composeHeatmap(looks, { layout, view, colours, measure: this.#texts.of(colours) }, cells),
    );
  }
}
