import { assertNever } from '../../../src/common/assert-never';
import type { Cell } from './heatmap-data';
import { heatmapCommand, type HeatmapCommand } from './heatmap-keys';
import type { HeatmapLayout } from './layout';
import { cellAt, isWhole, moved, pointAt, wholeView, zoomed, type Counts, type Viewport } from './viewport';

/** A cell, or what only a label says; both null for nothing. */
export interface HeatmapPlace {
  readonly row: number | null;
  readonly column: number | null;
}

/** What the input changes. */
export interface HeatmapTarget extends EventTarget {
  readonly layout: HeatmapLayout | null;
  readonly view: Viewport;
  readonly counts: Counts;
  readonly hovered: Cell | null;
  readonly marks: { readonly cell: Cell | null; readonly rows: readonly number[]; readonly columns: readonly number[] };
  show(view: Viewport): void;
  point(place: HeatmapPlace, speak?: boolean): void;
}

const nowhere: HeatmapPlace = { row: null, column: null };
/** A press that moves less than this is a click. */
const clickReach = 4;

interface Drag {
  readonly x: number;
  readonly y: number;
  readonly view: Viewport;
  moved: boolean;
}

/** What pointer, wheel and keyboard do to a heatmap. */
export class HeatmapInput {
  #drag: Drag | null = null;
  #pressed = false;
  #cursor: Cell | null = null;
  #last: HeatmapPlace = nowhere;

  constructor(private readonly target: HeatmapTarget) {}

  readonly onMove = (event: PointerEvent): void => {
    if (this.#drag && this.#dragTo(this.#drag, event)) return;
    this.#point(this.#placeOf(event));
  };

  readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#pressed = true;
    if (isWhole(this.target.view, this.target.counts)) return;
    this.#drag = { x: event.offsetX, y: event.offsetY, view: this.target.view, moved: false };
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
  };

  readonly onUp = (event: PointerEvent): void => {
    const dragged = this.#drag?.moved ?? false;
    const pressed = this.#pressed;
    this.#drag = null;
    this.#pressed = false;
    if (!pressed || dragged) return;
    const place = this.#placeOf(event);
    if (place.row === null && place.column === null) return;
    this.#choose(place, event.ctrlKey || event.metaKey);
  };

  readonly onLeave = (): void => {
    if (!this.#drag?.moved) this.#point(nowhere);
  };

  /** The cell of the keyboard is let go, also where the pointer never was. */
  readonly onBlur = (): void => {
    this.#last = nowhere;
    this.target.point(nowhere);
  };

  /** The keyboard begins at the chosen cell. A click points by itself. */
  readonly onFocus = (): void => {
    if (this.#pressed || this.target.counts.rows * this.target.counts.columns === 0) return;
    this.target.point(this.#start(), true);
  };

  readonly onWheel = (event: WheelEvent): void => {
    const { layout, view, counts } = this.target;
    if (!layout) return;
    const { plot } = layout;
    const at = pointAt(view, plot, event.offsetX, event.offsetY);
    const next =
      event.ctrlKey || event.metaKey
        ? zoomed(view, counts, Math.exp(-event.deltaY / 300), at)
        : moved(view, counts, (event.deltaY * view.rows) / plot.height, (event.deltaX * view.columns) / plot.width);
    const same = next.row === view.row && next.column === view.column && next.rows === view.rows;
    // At the end of the matrix the wheel scrolls the page.
    if (same && !event.ctrlKey) return;
    event.preventDefault();
    this.target.show(next);
    this.#point(this.#placeOf(event));
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const command = heatmapCommand(event);
    if (!command || this.target.counts.rows * this.target.counts.columns === 0) return;
    event.preventDefault();
    this.#perform(command);
  };

  #perform(command: HeatmapCommand): void {
    const { view, counts } = this.target;
    const cell = this.#start();
    switch (command.kind) {
      case 'move':
        this.#moveTo({ row: cell.row + command.rows, column: cell.column + command.columns });
        break;
      case 'edge': {
        const last = command.to === 'last';
        const column = last ? counts.columns - 1 : 0;
        this.#moveTo({ row: command.whole ? (last ? counts.rows - 1 : 0) : cell.row, column });
        break;
      }
      case 'choose':
        this.#choose(cell, command.add);
        break;
      case 'letGo':
        this.#fire('let-go', undefined);
        break;
      case 'step':
        this.#fire('step', { of: command.of, by: command.by });
        break;
      case 'zoom':
        this.target.show(zoomed(view, counts, command.factor, { row: cell.row + 0.5, column: cell.column + 0.5 }));
        break;
      case 'whole':
        this.target.show(wholeView(counts));
        break;
      default:
        assertNever(command);
    }
  }

  #start(): Cell {
    const { counts, hovered, marks } = this.target;
    const cell = hovered ?? this.#cursor ?? marks.cell ?? { row: marks.rows[0] ?? 0, column: marks.columns[0] ?? 0 };
    return inside(cell, counts);
  }

  #moveTo(cell: Cell): void {
    this.#cursor = inside(cell, this.target.counts);
    this.target.point(this.#cursor, true);
  }

  #choose(place: HeatmapPlace, add: boolean): void {
    if (place.row !== null && place.column !== null) this.#cursor = { row: place.row, column: place.column };
    this.#fire('choose', { ...place, add });
  }

  #point(place: HeatmapPlace): void {
    if (place.row === this.#last.row && place.column === this.#last.column) return;
    this.#last = place;
    this.target.point(place);
  }

  /** True when the press has become a drag. */
  #dragTo(drag: Drag, { offsetX, offsetY }: PointerEvent): boolean {
    const { layout, counts } = this.target;
    const [x, y] = [drag.x - offsetX, drag.y - offsetY];
    drag.moved ||= Math.hypot(x, y) > clickReach;
    if (!layout || !drag.moved) return false;
    const { width, height } = layout.plot;
    this.target.show(moved(drag.view, counts, (y * drag.view.rows) / height, (x * drag.view.columns) / width));
    return true;
  }

  /** The cell under the pointer, or the row or column whose label is. */
  #placeOf({ offsetX: x, offsetY: y }: MouseEvent): HeatmapPlace {
    const { layout, view, counts } = this.target;
    if (!layout) return nowhere;
    const { plot } = layout;
    const cell = cellAt(view, counts, plot, x, y);
    if (cell) return cell;
    const beside = cellAt(view, counts, plot, plot.x, y);
    if (x < plot.x && beside) return { row: beside.row, column: null };
    // Turned labels lean to the right by about as much as they rise.
    const lean = layout.columnLabels === 'rotated' ? Math.max(0, plot.y - y) : 0;
    const over = cellAt(view, counts, plot, x - lean, plot.y);
    return over ? { row: null, column: over.column } : nowhere;
  }

  #fire(name: string, detail: unknown): void {
    this.target.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function inside({ row, column }: Cell, { rows, columns }: Counts): Cell {
  return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
}
