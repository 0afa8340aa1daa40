import type { Scale } from '../colour/scale';
import type { ThemeColours } from '../colour/theme-colours';
import { paintPicture, positionsOf } from './cell-picture';
import type { Cell, CellValue, HeatmapValues, Part, PictureSize } from './heatmap-data';
import type { PaintedPart, PlacedNumber } from './paint';
import { PartPictures } from './part-pictures';
import { boxOf, partOf, type Counts, type Viewport } from './viewport';
import type { HeatmapLayout } from './layout';

/** Cells lower than this bear no number. */
const numbersFromHeight = 12;

/** The values of a heatmap, wherever they come from: as painted parts, as numbers, and one by one. */
export class HeatmapCells {
  readonly #parts: PartPictures;
  /** What was painted, so that the same is not painted again. */
  readonly #painted = new WeakMap<object, { canvas: HTMLCanvasElement; table: object; scale: object }>();
  #values: HeatmapValues | null = null;
  #counts: Counts = { rows: 0, columns: 0 };

  /** @param onChange called when something new is there to be painted */
  constructor(onChange: () => void) {
    this.#parts = new PartPictures(onChange);
  }

  use(values: HeatmapValues, counts: Counts): void {
    this.#values = values;
    this.#counts = counts;
    this.#parts.use(values.kind === 'parts' ? values : null);
  }

  stop(): void {
    this.#parts.stop();
  }

  /** Asks for what is in view and not here yet. `plot` in CSS pixels. */
  want(view: Viewport, { width, height }: PictureSize): void {
    const plot = { width: Math.ceil(width * devicePixelRatio), height: Math.ceil(height * devicePixelRatio) };
    this.#parts.want(view, this.#counts, plot);
  }

  /** True when there is something to draw. */
  get ready(): boolean {
    return this.#values?.kind === 'all' ? this.#values.values.length > 0 : this.#parts.pictures.length > 0;
  }

  valueAt(cell: Cell): CellValue {
    if (this.#values?.kind !== 'all') return this.#parts.valueAt(cell);
    const value = this.#values.values[cell.row * this.#counts.columns + cell.column];
    return { value: value === undefined || Number.isNaN(value) ? null : value, exact: true };
  }

  painted(scale: Scale, colours: ThemeColours): PaintedPart[] {
    if (this.#values?.kind === 'all') return this.#paintAll(this.#values.values, scale, colours);
    return this.#parts.pictures.flatMap((picture) => this.#paint(picture, picture.part, scale, colours, () => picture));
  }

  /** The numbers inside of the cells in view, where these are large enough and their exact values are here. */
  numbers(
    view: Viewport,
    layout: HeatmapLayout,
    scale: Scale,
    { from, format }: { from: number; format: (value: number, cell: Cell) => string | null },
  ): PlacedNumber[] {
    const { width, height } = boxOf(view, layout.plot, { row: 0, column: 0 });
    if (width < from || height < numbersFromHeight) return [];
    const { rows, columns } = partOf(view, this.#counts);
    const numbers: PlacedNumber[] = [];
    for (let row = rows[0]; row < rows[1]; row += 1) {
      for (let column = columns[0]; column < columns[1]; column += 1) {
        const { value, exact } = this.valueAt({ row, column });
        const text = value !== null && exact ? format(value, { row, column }) : null;
        if (value !== null && text !== null) {
          numbers.push({ cell: { row, column }, text, position: scale.position(value) });
        }
      }
    }
    return numbers;
  }

  #paintAll(values: Float32Array, scale: Scale, colours: ThemeColours): PaintedPart[] {
    const { rows, columns } = this.#counts;
    if (values.length !== rows * columns) return [];
    const part = { rows: [0, rows], columns: [0, columns] } as const;
    const picture = () => ({ pixels: positionsOf(values, scale), width: columns, height: rows });
    return this.#paint(values, part, scale, colours, picture);
  }

  #paint(
    key: object,
    part: Part,
    scale: Scale,
    colours: ThemeColours,
    picture: () => { pixels: Uint8Array | Uint16Array; width: number; height: number },
  ): PaintedPart[] {
    const table = colours.tables[scale.table];
    const before = this.#painted.get(key);
    if (before?.table === table && before.scale === scale) return [{ part, canvas: before.canvas }];
    const { pixels, width, height } = picture();
    const canvas = paintPicture(pixels, width, height, table);
    if (!canvas) return [];
    this.#painted.set(key, { canvas, table, scale });
    return [{ part, canvas }];
  }
}
