import { later } from '../store/later';
import type { Cell } from './heatmap-data';
import type { HeatmapPlace } from './heatmap-input';

/** How long the pointer must rest before its cell's card is shown, in ms. */
const cardAfter = 100;

/**
 * The cell under pointer or keyboard, and who is told of it: the keyboard's at once, the pointer's behind the frame that
 * outlines it, so that the outline does not wait for the views that are linked with it.
 */
export class Pointing {
  #hovered: Cell | null = null;
  #untold: HeatmapPlace | null = null;
  #callOffCard: (() => void) | undefined;
  #callOffTelling: (() => void) | undefined;

  /**
   * @param target where `hover` is fired
   * @param onRest called with the cell that the pointer rests on
   */
  constructor(
    private readonly target: EventTarget,
    private readonly onRest: (cell: Cell) => void,
  ) {}

  get hovered(): Cell | null {
    return this.#hovered;
  }

  /** Takes what is pointed at. Gives the cell; null where it is none. */
  take(place: HeatmapPlace, byKeyboard: boolean): Cell | null {
    const { row, column } = place;
    const cell = row === null || column === null ? null : { row, column };
    this.stop();
    this.#hovered = cell;
    this.#untold = byKeyboard ? null : place;
    if (byKeyboard) this.#tell(place);
    else if (cell) this.#callOffCard = later(cardAfter, () => this.onRest(cell));
    return cell;
  }

  /** Forgets the cell, which is not there any more. */
  forget(): void {
    this.#hovered = null;
  }

  /** Says that a frame was painted. */
  painted(): void {
    const place = this.#untold;
    this.#untold = null;
    if (place) this.#callOffTelling = later(0, () => this.#tell(place));
  }

  /** Calls off what waits. */
  stop(): void {
    this.#callOffCard?.();
    this.#callOffTelling?.();
  }

  #tell(detail: HeatmapPlace): void {
    this.target.dispatchEvent(new CustomEvent<HeatmapPlace>('hover', { detail }));
  }
}
