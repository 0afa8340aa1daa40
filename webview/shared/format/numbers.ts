export { formatBytes } from '../../../src/common/text/format-bytes';

const minus = '\u2212';

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with a comma between thousands: `50,265`. */
export function formatCount(value: number): string {
  return counts.format(value).replace('-', minus);
}

/** A number with a fixed count of decimals and the minus sign U+2212: `\u22122.8964`. Not finite: `NaN`, `∞`. */
export function formatFixed(value: number, decimals = 4): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞').replace('-', minus);
  const text = value.toFixed(decimals);
  // What rounds to zero is written without a sign.
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', minus);
}

/** A duration in milliseconds, three digits at most before seconds take over: `0.4 ms`, `11.8 ms`, `412 ms`, `1.31 s`. */
export function formatDuration(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 99.95 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`;
}

/** A count of parameters in the Hub's short form: `82.1 M`, `1.2 B`, `640 k`. */
export function formatParameters(count: number): string {
  if (count >= 999.5e6) return `${(count / 1e9).toFixed(1)} B`;
  if (count >= 999_500) return `${(count / 1e6).toFixed(1)} M`;
  return count >= 1000 ? `${(count / 1e3).toFixed(0)} k` : String(count);
}
