import { t } from '@vscode/l10n';
import type { Notice } from '../../../common/contracts/lens';
import type { Run, RunRow } from '../../../common/contracts/run';
import type { ErrorData } from '../../../common/errors/lens-error';
import type { ReadPiece, ReadText } from '../source/read-text';
import { failureNotice } from './failure-notice';
import { actionsOf, notice } from './labels';

const longestWord = 24;

/** Says how much of the texts was read, where the cut is, and what can be done; null when nothing was cut. */
export function truncationNotice(run: Run, read: ReadText): Notice | null {
  const cut = run.rows.filter((row) => row.cut > 0);
  const [first] = cut;
  if (!first) return null;
  const title =
    run.rows.length === 1
      ? t('{0} of {1} tokens were read', count(first.length), count(first.length + first.cut))
      : t('{0} of {1} texts were cut at {2} tokens', cut.length, run.rows.length, count(run.maxLength ?? first.length));
  return notice('truncated', 'warning', title, {
    detail: whereCut(first, read),
    actions: read.kind === 'editor' ? ['showCutText', 'slideWindow'] : ['slideWindow'],
  });
}

/** Says that a window slides over the texts; null when none was longer than one window. */
export function slidingNotice(run: Run): Notice | null {
  const texts = new Set(run.rows.map(({ input }) => input)).size;
  if (run.rows.length === texts) return null;
  const title = t('{0} windows of at most {1} tokens each', run.rows.length, count(run.maxLength ?? 0));
  return notice('sliding', 'info', title, { actions: ['stopSliding'] });
}

/** Says why a text is too much while a window slides: without one its beginning can be read. */
export function tooManyWindows(error: ErrorData): Notice {
  return { ...failureNotice(error), actions: actionsOf('stopSliding') };
}

/** The piece of the run's text that truncation cut first, and its span in it; null when nothing was cut. */
export function cutOf(row: RunRow, read: ReadText): { piece: ReadPiece; start: number; end: number } | null {
  const text = read.rows[row.input];
  if (row.cutSpan && text) return { piece: text, start: row.cutSpan[0], end: row.cutSpan[1] };
  if (row.cutPairSpan && read.pair) return { piece: read.pair, start: row.cutPairSpan[0], end: row.cutPairSpan[1] };
  return null;
}

function whereCut(row: RunRow, read: ReadText): string | null {
  const cut = cutOf(row, read);
  if (!cut) return null;
  const { piece, start, end } = cut;
  const fromStart = start === 0 && end < piece.text.length;
  const at = fromStart ? end : start;
  const word = wordAt(piece.text, at);
  if (!piece.place) {
    return fromStart ? t('What comes before “{0}” was cut.', word) : t('The rest, from “{0}”, was cut.', word);
  }
  const line = piece.place.startLine + 1 + linesBefore(piece.text, at);
  return fromStart
    ? t('What comes before “{0}” in line {1} was cut.', word, line)
    : t('The rest, from “{0}” in line {1}, was cut.', word, line);
}

function wordAt(text: string, at: number): string {
  const word = /\S+/.exec(text.slice(at, at + 1000))?.[0] ?? '';
  return word.length > longestWord ? `${word.slice(0, longestWord)}…` : word;
}

function linesBefore(text: string, at: number): number {
  const lead = /^\s*/.exec(text.slice(at, at + 1000))?.[0].length ?? 0;
  return (text.slice(0, at + lead).match(/\r\n|\r|\n/g) ?? []).length;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
