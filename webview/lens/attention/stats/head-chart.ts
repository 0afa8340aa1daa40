import { t } from '@vscode/l10n';
import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { ChartAxis, ChartData } from '../../../shared/chart/chart-data';
import type { Looked } from '../looked';

/** The heads that a point of the chart stands for, by their number in the model: those that have been measured. */
export function measuredHeads({ entropy }: Pick<AttentionGrid, 'entropy'>): number[] {
  return Array.from(entropy, (_, index) => index).filter((index) => !Number.isNaN(entropy[index]));
}

/** Every measured head by its mean distance and entropy; the layer that is looked at is blue, the head ringed. */
export function headChart(grid: AttentionGrid, { layer, head, stack }: Looked): ChartData {
  const { heads, entropy, distance } = grid;
  const measured = stack.kind !== 'cross';
  const points = measuredHeads(grid).map((index) => {
    const y = entropy[index] ?? 0;
    const at = { layer: Math.floor(index / heads), head: index % heads };
    // Without distances (queries and keys are other texts) heads stand by layer.
    const x = measured ? (distance[index] ?? 0) : at.layer;
    return { x, y, strong: at.layer === layer, chosen: at.layer === layer && at.head === head };
  });
  return {
    x: axis(
      measured ? t('mean distance, tokens') : t('layer'),
      points.map(({ x }) => x),
    ),
    y: axis(
      t('entropy, bits'),
      points.map(({ y }) => y),
    ),
    lines: [],
    points,
    mark: null,
  };
}

function axis(label: string, values: readonly number[]): ChartAxis {
  const most = values.reduce((largest, value) => (value > largest ? value : largest), 0);
  return { label, from: 0, to: Math.max(1, most * 1.05), ticks: null };
}
