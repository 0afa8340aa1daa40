import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Evaluation } from '../../../src/common/contracts/training/run-folder';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import '../../shared/table/data-table';
import type { TableColumn } from '../../shared/table/table-column';

type Label = Evaluation['labels'][number];

/** Precision, recall and F1 of every label, with how many rows have it. */
export function labelTable(labels: readonly Label[]): TemplateResult {
  return html`<lens-table
    class="labels"
    .label=${t('Measures of each label')}
    .columns=${columns()}
    .count=${labels.length}
    .rowAt=${(index: number) => labels[index]}
  ></lens-table>`;
}

function columns(): TableColumn<Label>[] {
  const number = (id: string, label: string, cell: (row: Label) => string): TableColumn<Label> => ({
    ...{ id, label, width: 'minmax(44px, 72px)', align: 'end', cell },
  });
  return [
    {
      id: 'label',
      label: t('Label'),
      width: 'minmax(48px, 1fr)',
      cell: ({ label }) => html`<span title=${label}>${label}</span>`,
    },
    number('precision', t('precision'), ({ precision }) => formatFixed(precision, 3)),
    number('recall', t('recall'), ({ recall }) => formatFixed(recall, 3)),
    number('f1', 'F1', ({ f1 }) => formatFixed(f1, 3)),
    number('support', t('rows'), ({ support }) => formatCount(support)),
  ];
}
