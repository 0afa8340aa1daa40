import { cpus, totalmem } from 'node:os';
import { holds, type Row } from './row';

/** The table as it stands in the README, with the machine named below it. */
export function markdown(rows: readonly Row[], threads: number): string {
  const lines = rows.map((row) => {
    const { what, ours, ratios } = row;
    const measured = ratios.map(({ to, ratio }) => `${ratio.toFixed(2)} × ${to}`).join(', ');
    const bounds = ratios.flatMap(({ to, atMost }) => (atMost === null ? [] : `${bound(atMost)} × ${to}`)).join(', ');
    const verdict = bounds === '' ? '' : holds(row) ? 'yes' : 'no';
    return `| ${what} | ${ours} | ${measured} | ${bounds} | ${verdict} |`;
  });
  return [
    '| what | Model Lens | measured | at most | holds |',
    '|---|---|---|---|---|',
    ...lines,
    '',
    `Medians of one run, float32, ${threads} threads, a new text each time, equal outputs (within 1e-4). ${machine()}.`,
  ].join('\n');
}

/** One decimal, or two where there are two. */
function bound(atMost: number): string {
  return atMost.toFixed(Number(atMost.toFixed(1)) === atMost ? 1 : 2);
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Machine: ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB, ${process.platform}-${process.arch}, Node ${process.version}`;
}
