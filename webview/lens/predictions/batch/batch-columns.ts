import { t } from '@vscode/l10n';
import { html } from 'lit';
import type { Classification } from '../../../../src/common/contracts/run';
import '../../../shared/elements/number-bar';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import type { TableColumn } from '../../../shared/table/table-column';
import { threshold } from '../ranking';
import { placeOn, type Ruler } from '../value/ruler';
import type { BatchRow } from './batch-row';

/** How many labels have a column each; more show the first label alone. */
const labelColumns = 4;
const narrowLabelColumns = 3;

type Column = TableColumn<BatchRow>;

/**
 * The columns of a batch's table: what the head says, on a scale that all rows share. A narrow one has numbers without
 * bars, and no margins.
 */
export function batchColumns(prediction: Classification, ruler: Ruler, narrow: boolean): Column[] {
  const width = narrow ? 'minmax(56px, 1fr)' : 'minmax(80px, 1.6fr)';
  const text: Column = { id: 'text', label: t('Text'), width, cell: (row) => row.text };
  return [number(), text, ...said(prediction, ruler, narrow), tokens()];
}

function said(prediction: Classification, ruler: Ruler, narrow: boolean): Column[] {
  const few = prediction.labels.length <= (narrow ? narrowLabelColumns : labelColumns);
  switch (prediction.problemType) {
    case 'regression':
      return prediction.labels.map((label, id) => valueColumn(label, id, ruler, narrow));
    case 'multi_label_classification':
      return few
        ? labelBars(prediction, narrow, (_, value) => value > threshold)
        : [...firstLabel(narrow), overThreshold()];
    case 'single_label_classification':
      return [
        ...(few ? labelBars(prediction, narrow, (row, _, id) => row.summary?.best.id === id) : firstLabel(narrow)),
        ...(narrow ? [] : [margin()]),
      ];
  }
}

function number(): Column {
  return { id: 'row', label: '#', width: '20px', align: 'end', cell: (row) => row.index + 1 };
}

function tokens(): Column {
  return { id: 'tokens', label: t('Tokens'), width: '52px', align: 'end', cell: (row) => formatCount(row.tokens) };
}

function margin(): Column {
  const cell = ({ summary }: BatchRow): string => (summary ? formatFixed(summary.margin) : '');
  return { id: 'margin', label: t('Margin'), width: '52px', align: 'end', cell };
}

function labelBars(
  prediction: Classification,
  narrow: boolean,
  wins: (row: BatchRow, value: number, id: number) => boolean,
): Column[] {
  const mark = prediction.problemType === 'multi_label_classification' ? threshold : null;
  return prediction.labels.map((label, id) => ({
    id: `label-${id}`,
    label,
    width: narrow ? '58px' : 'minmax(76px, 1fr)',
    cell: (row) => {
      const value = row.probabilities[id] ?? NaN;
      return html`<lens-number-bar
        .value=${value}
        .wins=${wins(row, value, id)}
        .mark=${mark}
        .bare=${narrow}
      ></lens-number-bar>`;
    },
  }));
}

function firstLabel(narrow: boolean): Column[] {
  return [
    {
      id: 'label',
      label: t('Label'),
      width: 'minmax(64px, 1fr)',
      cell: ({ summary }) => html`<b>${summary?.best.label}</b>`,
    },
    {
      id: 'probability',
      label: t('Probability'),
      width: narrow ? '50px' : 'minmax(76px, 1fr)',
      cell: ({ summary }) =>
        html`<lens-number-bar
          .value=${summary?.best.probability ?? NaN}
          .wins=${true}
          .bare=${narrow}
        ></lens-number-bar>`,
    },
  ];
}

function overThreshold(): Column {
  const label = t('Over {0}', threshold);
  return { id: 'said', label, width: '52px', align: 'end', cell: (row) => formatCount(row.said) };
}

function valueColumn(label: string, id: number, ruler: Ruler, narrow: boolean): Column {
  const zero = placeOn(ruler, 0);
  return {
    id: `value-${id}`,
    label,
    width: narrow ? '56px' : 'minmax(76px, 1fr)',
    cell: (row) => {
      const value = row.probabilities[id] ?? NaN;
      return html`<lens-number-bar
        .value=${value}
        .wins=${true}
        .span=${[zero, placeOn(ruler, value)]}
        .bare=${narrow}
      ></lens-number-bar>`;
    },
  };
}
