import { divergingZero, tableSize } from './colour-table';

export type TableName = 'sequential' | 'warm' | 'diverging';

/** A value that a legend names, and where on the scale it lies, from 0 to 1. */
export interface Tick {
  readonly value: number;
  readonly at: number;
  readonly label: string;
}

/** How values become colours, whatever the theme: a place in a table of 256 colours. */
export interface Scale {
  readonly table: TableName;
  /** 0 to 255; what lies outside the range is at its end, NaN at its zero. */
  readonly position: (value: number) => number;
  readonly ticks: readonly Tick[];
}

const last = tableSize - 1;

/** Attention: `√weight` over 0 to 1, the same for every head, so that pictures compare. The ticks are true weights. */
export const attentionScale: Scale = rootScale(1);

/** `√value` over 0 to `max`, as {@link attentionScale}: the visible choice of another range. */
export function rootScale(max: number): Scale {
  return {
    table: 'sequential',
    position: (value) => within(Math.round(last * Math.sqrt(Math.max(0, value) / max))),
    ticks: [0, 0.05, 0.25, 1].map((part) => ({
      value: part * max,
      at: Math.sqrt(part),
      label: shortNumber(part * max),
    })),
  };
}

/** Even steps over a range; `decimals` of the ticks at its ends. */
export function linearScale(from: number, to: number, table: TableName = 'sequential'): Scale {
  const span = to - from;
  return {
    table,
    position: (value) => (span > 0 ? within(Math.round((last * (value - from)) / span)) : 0),
    ticks: [from, to].map((value, index) => ({ value, at: index, label: shortNumber(value) })),
  };
}

/** Even steps on both sides of zero, to `±limit`. */
export function divergingScale(limit = 1): Scale {
  return {
    table: 'diverging',
    position: (value) => {
      const share = Number.isNaN(value) ? 0 : value / limit;
      const offset = Math.sign(share) * Math.round((last - divergingZero) * Math.min(1, Math.abs(share)));
      return Math.max(1, Math.min(last, divergingZero + offset));
    },
    ticks: [-limit, 0, limit].map((value, index) => ({ value, at: index / 2, label: shortNumber(value) })),
  };
}

function within(position: number): number {
  return Number.isNaN(position) ? 0 : Math.max(0, Math.min(last, position));
}

/** For legends, axes and cells: `.05`, `1`, `−1`, `38`, `6.8`, `.36`: short, no zero before the point. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const size = Math.abs(value);
  const decimals = size >= 100 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : 2;
  const text = value.toFixed(decimals).replace('-', '\u2212');
  const bare = text.replace(/^(\u2212?)0\./, '$1.');
  return /^\u2212?\.?0+$/.test(bare) ? '0' : bare;
}
