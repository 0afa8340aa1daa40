import { isCancelled } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { later } from '../store/later';
import type { PositionPicture } from './cell-picture';
import type { Cell, CellValue, Part, PartValues, PictureSize } from './heatmap-data';
import { contains, exactRequest, lengthOf, pictureRequest, suffices } from './part-requests';
import type { Counts, Viewport } from './viewport';

/** How long a view must rest before it is asked for, in ms, so that what is only passed by is not. */
const rest = 60;

interface ExactPart {
  readonly part: Part;
  readonly values: Float32Array;
}

/**
 * Pictures and exact values of a large matrix, asked for as they come into view. The newest view wins; until its picture
 * is here, older ones are drawn in its place.
 */
export class PartPictures {
  readonly #onChange: () => void;
  #values: PartValues | null = null;
  #whole: PositionPicture | null = null;
  #detail: PositionPicture | null = null;
  #exact: ExactPart | null = null;
  #running: CancellationSource | null = null;
  #callOff: (() => void) | null = null;
  #asked = '';
  #view: Viewport | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What there is to draw, the coarsest first. */
  get pictures(): readonly PositionPicture[] {
    return [this.#whole, this.#detail].filter((picture) => picture !== null);
  }

  /** Takes the matrix on show and forgets the one before. */
  use(values: PartValues | null): void {
    if (values === this.#values) return;
    this.stop();
    this.#values = values;
    this.#whole = this.#detail = this.#exact = null;
  }

  /** Gives up what waits or runs. */
  stop(): void {
    this.#callOff?.();
    this.#running?.abort();
    this.#running = null;
    this.#asked = '';
  }

  /** Says what is in view, on a plot of so many device pixels. */
  want(view: Viewport, counts: Counts, plot: PictureSize): void {
    const values = this.#values;
    if (!values || counts.rows * counts.columns === 0) return;
    const key = JSON.stringify([view, plot]);
    if (key === this.#asked || this.#awaitsFirst(view)) return;
    this.stop();
    this.#asked = key;
    this.#view = view;
    const ask = () => void this.#ask(values, view, counts, plot);
    if (this.#whole) this.#callOff = later(rest, ask);
    else ask();
  }

  /**
   * True while the first picture of a view is on its way: where the plot has another size meanwhile, because labels have
   * come, it is let come all the same, and then painted, which asks for one of that size where it is not sharp enough.
   */
  #awaitsFirst(view: Viewport): boolean {
    return this.#running !== null && this.pictures.length === 0 && JSON.stringify(view) === JSON.stringify(this.#view);
  }

  /** The value of a cell as far as it is known. */
  valueAt({ row, column }: Cell): CellValue {
    const exact = this.#exact;
    if (exact && contains(exact.part, { rows: [row, row + 1], columns: [column, column + 1] })) {
      const at = (row - exact.part.rows[0]) * lengthOf(exact.part.columns) + column - exact.part.columns[0];
      return { value: exact.values[at] ?? null, exact: true };
    }
    const picture = this.pictures.findLast(({ part }) =>
      contains(part, { rows: [row, row + 1], columns: [column, column + 1] }),
    );
    const position = picture && positionAt(picture, row, column);
    return { value: position === undefined ? null : (this.#values?.valueAt(position) ?? null), exact: false };
  }

  async #ask(values: PartValues, view: Viewport, counts: Counts, plot: PictureSize): Promise<void> {
    const signal = new CancellationSource();
    this.#running = signal;
    try {
      await this.#askPicture(values, view, counts, plot, signal);
      await this.#askExact(values, view, counts, signal);
    } catch (error) {
      if (!isCancelled(error)) values.onError(error);
    } finally {
      if (this.#running === signal) this.#running = null;
    }
  }

  async #askPicture(
    values: PartValues,
    view: Viewport,
    counts: Counts,
    plot: PictureSize,
    signal: CancellationSource,
  ): Promise<void> {
    const request = pictureRequest(view, counts, plot, values.mostPixels);
    const have = this.pictures.map(({ part, width, height }) => ({ part, size: { width, height } }));
    if (have.some((picture) => suffices(picture, request, view, counts))) return;
    const picture = { ...(await values.picture(request.part, request.size, signal)), part: request.part };
    signal.throwIfAborted();
    const isWhole = contains(picture.part, { rows: [0, counts.rows], columns: [0, counts.columns] });
    if (isWhole) this.#whole = picture;
    else this.#detail = picture;
    this.#onChange();
  }

  async #askExact(values: PartValues, view: Viewport, counts: Counts, signal: CancellationSource): Promise<void> {
    const part = exactRequest(view, counts, values.mostExact);
    if (!part || (this.#exact && contains(this.#exact.part, part))) return;
    const exact = await values.exact(part, signal);
    signal.throwIfAborted();
    this.#exact = { part, values: exact };
    this.#onChange();
  }
}

function positionAt({ part, pixels, width, height }: PositionPicture, row: number, column: number): number | undefined {
  const x = Math.floor(((column + 0.5 - part.columns[0]) / lengthOf(part.columns)) * width);
  const y = Math.floor(((row + 0.5 - part.rows[0]) / lengthOf(part.rows)) * height);
  return pixels[y * width + x];
}
