import { t } from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { LineResult, LinesState } from '../../../src/common/contracts/lines';
import '../../shared/elements/number-bar';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import type { TableColumn } from '../../shared/table/table-column';

type Column = TableColumn<LineResult>;

/**
 * The columns of the table of lines. The bars of a regression run from zero to the largest value on show.
 * @param largest largest magnitude of a score
 */
export function lineColumns({ problemType }: LinesState, largest: number): Column[] {
  const regression = problemType === 'regression';
  const score: Column = {
    id: 'score',
    label: regression ? t('Value') : t('Probability'),
    width: 'minmax(64px, 2fr)',
    sortable: true,
    cell: ({ score: value, error }) => {
      if (value === null) return error === null ? nothing : t('not read: {0}', error);
      const span = regression ? [0, largest === 0 ? 0 : Math.abs(value) / largest] : null;
      return html`<lens-number-bar .value=${value} .span=${span} .spare=${true}></lens-number-bar>`;
    },
  };
  return [number(), text(), ...(regression ? [] : [label()]), score, tokens()];
}

/** What a screen reader or a tooltip says of a line in full. */
export function lineTitle({ line, text: whole, label: said, score, error }: LineResult): string {
  const end = error ?? [said, score === null ? null : formatFixed(score)].filter((part) => part !== null).join(' ');
  return `${line + 1}: ${whole}\n${end}`;
}

function number(): Column {
  const cell = ({ line }: LineResult): string => formatCount(line + 1);
  return { id: 'line', label: t('Line'), width: '56px', align: 'end', sortable: true, cell };
}

function text(): Column {
  return { id: 'text', label: t('Text'), width: 'minmax(100px, 5fr)', sortable: true, cell: (line) => line.text };
}

function label(): Column {
  const cell = (line: LineResult): unknown => line.label ?? nothing;
  return { id: 'label', label: t('Label'), width: 'minmax(64px, 1.2fr)', sortable: true, cell };
}

/** A cut line says so: its prediction is for its beginning only. */
function tokens(): Column {
  return {
    id: 'tokens',
    label: t('Tokens'),
    width: '84px',
    align: 'end',
    sortable: true,
    cell: ({ tokens: count, truncated, error }) => {
      if (error !== null) return nothing;
      return truncated ? html`<em>${t('cut')}</em> ${formatCount(count)}` : formatCount(count);
    },
  };
}
