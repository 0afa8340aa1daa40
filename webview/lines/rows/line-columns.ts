import { t } from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { LineResult, LinesState } from '../../../src/common/contracts/lines';
import '../../shared/elements/number-bar';
import { formatCount } from '../../shared/format/numbers';
import type { TableColumn } from '../../shared/table/table-column';

type Column = TableColumn<LineResult>;

/**
 * The columns of the table of lines. The bars of a regression run from zero to the largest value on show.
 * @param largest largest magnitude of a score
 * @param narrow numbers alone, without bars
 */
export function lineColumns({ problemType }: LinesState, largest: number, narrow: boolean): Column[] {
  const regression = problemType === 'regression';
  const score: Column = {
    id: 'score',
    label: regression ? t('Value') : t('Probability'),
    width: narrow ? '72px' : 'minmax(96px, 2fr)',
    sortable: true,
    cell: ({ score: value, error }) => {
      if (value === null)
        return error === null ? nothing : html`<span title=${error}>${t('not read: {0}', error)}</span>`;
      const span = regression ? [0, largest === 0 ? 0 : Math.abs(value) / largest] : null;
      return html`<lens-number-bar .value=${value} .span=${span} .bare=${narrow}></lens-number-bar>`;
    },
  };
  return [number(), text(), ...(regression ? [] : [label()]), score, tokens()];
}

function number(): Column {
  const cell = ({ line }: LineResult): string => formatCount(line + 1);
  return { id: 'line', label: t('Line'), width: '52px', align: 'end', sortable: true, cell };
}

function text(): Column {
  return { id: 'text', label: t('Text'), width: 'minmax(60px, 5fr)', sortable: true, cell: (line) => line.text };
}

function label(): Column {
  const cell = (line: LineResult): unknown => line.label ?? nothing;
  return { id: 'label', label: t('Label'), width: 'minmax(60px, 1.2fr)', sortable: true, cell };
}

/** A cut line says so: its prediction is for its beginning only. */
function tokens(): Column {
  return {
    id: 'tokens',
    label: t('Tokens'),
    width: '64px',
    align: 'end',
    sortable: true,
    cell: ({ tokens: count, truncated, error }) => {
      if (error !== null) return nothing;
      return truncated ? html`<em>${t('cut')}</em> ${formatCount(count)}` : formatCount(count);
    },
  };
}
