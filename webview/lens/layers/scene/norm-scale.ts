import { shortNumber, type Scale } from '../../../shared/colour/scale';
import { tableSize } from '../../../shared/colour/colour-table';

/** Norms that reach so many times beyond the middle one would leave all others in the dark. */
const outlying = 6;

export interface NormScale {
  readonly scale: Scale;
  /** Whether steps are those of the square root, because some norms are far above the others. */
  readonly root: boolean;
}

/** From the smallest to the largest norm, in even steps or, where some tokens have huge ones, in those of the square root. */
export function normScale(norms: Float32Array): NormScale {
  const sorted = norms.filter(Number.isFinite).sort();
  const [from, to] = [sorted[0] ?? 0, sorted.at(-1) ?? 1];
  const middle = sorted[sorted.length >> 1] ?? 0;
  const root = middle > 0 && to > middle * outlying;
  const span = to > from ? to - from : 1;
  const shareOf = (value: number): number => Math.max(0, Math.min(1, (value - from) / span));
  const place = (share: number): number => (root ? Math.sqrt(share) : share);
  const shares = root ? [0, 0.25, 1] : [0, 1];
  return {
    root,
    scale: {
      table: 'sequential',
      position: (value) => (Number.isNaN(value) ? 0 : Math.round((tableSize - 1) * place(shareOf(value)))),
      ticks: shares.map((share) => {
        const value = from + share * span;
        return { value, at: place(share), label: normText(value) };
      }),
    },
  };
}

/** `6.8`, `38.4`, `1,204`: one decimal below a thousand. */
export function normText(value: number): string {
  if (value >= 999.5) return value >= 9999.5 ? `${(value / 1000).toFixed(0)}k` : value.toFixed(0);
  return value < 1 ? shortNumber(value) : value.toFixed(value >= 100 ? 0 : 1);
}
