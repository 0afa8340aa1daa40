import type { CancellationSignal } from '../../../src/common/rpc/cancellation';

/** The entries of one side of a heatmap. Give a new object when they have changed. */
export interface HeatmapAxis {
  readonly count: number;
  readonly label: (index: number) => string;
  /** Tokens are set in the editor's font. */
  readonly mono: boolean;
  /** Special tokens and layers are written in the second colour. */
  readonly dim?: (index: number) => boolean;
}

export const noAxis: HeatmapAxis = { count: 0, label: () => '', mono: false };

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Rows and columns of a part: from, to (exclusive). */
export interface Part {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** All values at once, [rows, columns]; NaN where there is none. */
export interface AllValues {
  readonly kind: 'all';
  readonly values: Float32Array;
}

/** A matrix that is too large to be sent: pictures and exact values of the parts in view are asked for. */
export interface PartValues {
  readonly kind: 'parts';
  /** Positions on the scale (0 to 255), [height, width], of the largest value under each pixel. */
  readonly picture: (part: Part, size: PictureSize, signal: CancellationSignal) => Promise<Picture>;
  /** Exact values of a part, [rows, columns]. */
  readonly exact: (part: Part, signal: CancellationSignal) => Promise<Float32Array>;
  /** Most cells that `exact` and most pixels that `picture` give at once. */
  readonly mostExact: number;
  readonly mostPixels: number;
  /** About the value of a position, for cells whose exact value is not here. */
  readonly valueAt: (position: number) => number;
  /** Told when a request failed; what is drawn stays. */
  readonly onError: (error: unknown) => void;
}

export type HeatmapValues = AllValues | PartValues;

export const noValues: HeatmapValues = { kind: 'all', values: new Float32Array(0) };

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface Picture extends PictureSize {
  readonly pixels: Uint8Array;
}

/** What is chosen: rows are outlined, labels of rows and columns bold, a cell outlined the most. */
export interface HeatmapMarks {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly cell: Cell | null;
}

export const noMarks: HeatmapMarks = { rows: [], columns: [], cell: null };

/** What another view points at; null for nothing. */
export interface HeatmapLinked {
  readonly row: number | null;
  readonly column: number | null;
}

export const nothingLinked: HeatmapLinked = { row: null, column: null };

/** What the hover card and the line for screen readers say of a cell. */
export interface CellFacts {
  /** `excited → transform` */
  readonly what: string;
  /** The same for screen readers, where it differs: `excited to transform`. */
  readonly spoken?: string;
  /** `0.3565` */
  readonly value: string;
  /** `rank 2 of 10`; may be empty. */
  readonly detail: string;
  /** `attentions[3][0, 7, 3, 7]`; may be empty. */
  readonly name: string;
}

/** A value for {@link CellFacts}: `exact` false when it is known from a picture only, null when it is not known. */
export interface CellValue {
  readonly value: number | null;
  readonly exact: boolean;
}
