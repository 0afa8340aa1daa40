import { t } from '@vscode/l10n';
import type { Run, RunRow } from '../../../src/common/contracts/run';
import type { Token } from '../../../src/common/contracts/tokens';
import { formatCount } from '../../shared/format/numbers';

/** The facts of a run in short words, the most important first. */
export function factsOf(run: Run): string[] {
  const [row] = run.rows;
  if (!row) return [];
  return run.rows.length === 1 ? factsOfRow(row, run.maxLength) : factsOfBatch(run);
}

function factsOfRow(row: RunRow, maxLength: number | null): string[] {
  const { length, padding } = row;
  const count =
    maxLength === null
      ? t('{0} tokens', formatCount(length))
      : t('{0} of {1} tokens', formatCount(length), formatCount(maxLength));
  const perToken = charactersPerToken(row.tokens);
  return [
    count,
    ...(perToken === null ? [] : [t('{0} characters per token', perToken.toFixed(1))]),
    ...(padding > 0 ? [t('{0} of padding', formatCount(padding))] : []),
    cutFact(row.cut, null),
  ];
}

function factsOfBatch({ rows, paddingSide, maxLength }: Run): string[] {
  const positions = Math.max(...rows.map(({ length, padding }) => length + padding));
  const attended = rows.reduce((sum, { length }) => sum + length, 0);
  const cut = rows.reduce((sum, row) => sum + row.cut, 0);
  const side = paddingSide === 'left' ? t('padded left') : t('padded right');
  return [
    `${t('Batch of {0} × {1}', rows.length, formatCount(positions))}, ${side}`,
    t('{0} of {1} positions in the attention mask', formatCount(attended), formatCount(positions * rows.length)),
    cutFact(cut, maxLength),
  ];
}

function cutFact(cut: number, maxLength: number | null): string {
  if (cut > 0) return t('{0} cut', formatCount(cut));
  return maxLength === null ? t('nothing cut') : t('nothing cut at {0}', formatCount(maxLength));
}

/**
 * Characters for each token that stands for text: the spans of the texts over the count of their tokens, from the tokens
 * at hand (the first 256 of a long row). Null when no token stands for text.
 */
export function charactersPerToken(tokens: readonly Token[]): number | null {
  let count = 0;
  const spans = new Map<number, [number, number]>();
  for (const { sequence, start, end } of tokens) {
    if (sequence === null || start === null || end === null) continue;
    count += 1;
    const [from, to] = spans.get(sequence) ?? [start, end];
    spans.set(sequence, [Math.min(from, start), Math.max(to, end)]);
  }
  if (count === 0) return null;
  return [...spans.values()].reduce((sum, [from, to]) => sum + to - from, 0) / count;
}
