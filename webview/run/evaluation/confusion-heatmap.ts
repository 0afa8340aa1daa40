import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Evaluation } from '../../../src/common/contracts/training/run-folder';
import { linearScale } from '../../shared/colour/scale';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import '../../shared/heatmap/heatmap';
import type { Cell, CellFacts, HeatmapAxis, HeatmapValues } from '../../shared/heatmap/heatmap-data';

/** What the heatmap of a confusion matrix draws. */
export interface ConfusionValues {
  readonly axis: HeatmapAxis;
  readonly values: HeatmapValues;
  readonly describe: (cell: Cell) => CellFacts;
  readonly format: (share: number, cell: Cell) => string;
}

const shares = linearScale(0, 1);
const largestCell = { width: 26, height: 26 };

/** The matrix by the shares of its rows, [true, predicted]. */
export function confusionValues({ labels }: Evaluation, confusion: readonly (readonly number[])[]): ConfusionValues {
  const size = labels.length;
  const sums = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const countAt = ({ row, column }: Cell): number => confusion[row]?.[column] ?? 0;
  const values = Float32Array.from({ length: size * size }, (_, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    return countAt({ row, column }) / Math.max(1, sums[row] ?? 0);
  });
  const label = (index: number): string => labels[index]?.label ?? '';
  return {
    axis: { count: size, label, mono: false },
    values: { kind: 'all', values },
    format: (_, cell) => (countAt(cell) === 0 ? '' : formatCount(countAt(cell))),
    describe: (cell) => ({
      what: `${label(cell.row)} → ${label(cell.column)}`,
      spoken: t('{0} read as {1}', label(cell.row), label(cell.column)),
      value: formatCount(countAt(cell)),
      detail: t(
        'of {0}, {1} %',
        formatCount(sums[cell.row] ?? 0),
        formatFixed(100 * (values[cell.row * size + cell.column] ?? 0), 1),
      ),
      name: '',
    }),
  };
}

/** The confusion matrix of many labels. */
export function confusionHeatmap({ axis, values, describe, format }: ConfusionValues): TemplateResult {
  return html`<lens-heatmap
    .label=${t('Confusion matrix: rows are true labels, columns predicted ones')}
    .rows=${axis}
    .columns=${axis}
    .values=${values}
    .scale=${shares}
    .describe=${describe}
    .format=${format}
    .maxCell=${largestCell}
    .maxHeight=${420}
    .zoomable=${axis.count > 30}
  ></lens-heatmap>`;
}
