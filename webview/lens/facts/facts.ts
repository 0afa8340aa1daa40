import { t } from '@vscode/l10n';
import type { Run, RunRow } from '../../../src/common/contracts/run';
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
  const perToken = charactersPerToken(row);
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

/** UTF-16 units for each token that stands for text, over the whole row; null when no token does. */
export function charactersPerToken({ textTokens, textUnits }: Pick<RunRow, 'textTokens' | 'textUnits'>): number | null {
  return textTokens === 0 ? null : textUnits / textTokens;
}
