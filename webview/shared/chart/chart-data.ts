/** A series over the whole numbers from 0 on; NaN where there is nothing. */
export interface ChartLine {
  readonly label: string;
  /** Blue solid, orange dashed, foreground dotted: never told apart by colour alone. */
  readonly tone: 'blue' | 'orange' | 'foreground';
  readonly values: ArrayLike<number>;
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Of the group that is looked at: blue. */
  readonly strong: boolean;
  /** The one that is looked at: large, with a ring. */
  readonly chosen: boolean;
}

export interface ChartTick {
  readonly value: number;
  readonly label: string;
}

export interface ChartAxis {
  /** What it counts; empty for none. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Null for round numbers. */
  readonly ticks: readonly ChartTick[] | null;
}

export interface ChartData {
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly lines: readonly ChartLine[];
  readonly points: readonly ChartPoint[];
  /** A dotted line across at this x; null for none. */
  readonly mark: number | null;
}
