const minus = '\u2212';

/** Four digits behind the point; numbers that have none there, or many before it, with a power of ten: `−3.1e−05`. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return '0';
  const text = size < 0.0005 || size >= 100_000 ? shortPower(value) : value.toFixed(size < 0.1 ? 5 : 4);
  return text.replaceAll('-', minus);
}

function shortPower(value: number): string {
  return value.toExponential(2).replace('e+', 'e');
}
