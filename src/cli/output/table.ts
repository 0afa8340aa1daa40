/** Rows as aligned columns; columns named in `right` (numbers) are aligned to the right. The last is never padded. */
export function formatTable(
  rows: readonly (readonly string[])[],
  { indent = 0, right = [] }: { indent?: number; right?: readonly number[] } = {},
): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) => ' '.repeat(indent) + formatRow(row, widths, right)).join('\n');
}

function formatRow(row: readonly string[], widths: readonly number[], right: readonly number[]): string {
  const cells = row.map((cell, column) => {
    const width = widths[column] ?? 0;
    if (right.includes(column)) return cell.padStart(width);
    return column === row.length - 1 ? cell : cell.padEnd(width);
  });
  return cells.join('  ').trimEnd();
}

/** A text on one line with what would disturb a terminal made visible, cut to `most` characters. */
export function oneLine(text: string, most = 60): string {
  const shown = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return shown.length > most ? `${shown.slice(0, most - 1)}…` : shown;
}
