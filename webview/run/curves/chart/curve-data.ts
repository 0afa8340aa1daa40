import type { ChartTick } from '../../../shared/chart/chart-data';
import type { Dash, Tone } from '../../../shared/chart/shapes';

/** Values over a rising axis; NaN where there is nothing. */
export interface Curve {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly tone: Extract<Tone, 'blue' | 'orange' | 'foreground' | 'otherBar'>;
  readonly dash: Dash;
  readonly width: number;
  /** Lies behind what matters: what is measured, under its smoothed line. */
  readonly faint: boolean;
  /** A ring at every value: few of them, and each a measurement of its own. */
  readonly rings: boolean;
}

/** What runs along the bottom. */
export interface CurveAxis {
  readonly from: number;
  readonly to: number;
  /** A line across at each: where epochs end. */
  readonly lines: readonly number[];
  /** Null for round numbers. */
  readonly ticks: readonly ChartTick[] | null;
}

export interface CurveRange {
  readonly from: number;
  readonly to: number;
  readonly format: (value: number, step: number) => string;
}

export interface CurveChart {
  readonly x: CurveAxis;
  readonly y: CurveRange;
  /** The farthest first. */
  readonly curves: readonly Curve[];
}
