import { t } from '@vscode/l10n';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import type { MenuItem } from '../../shared/elements/menu-button';
import { pngOf } from '../../shared/export/png';
import type { RunSeries } from '../curves/series/run-series';
import type { RunStore } from '../store/run-store';
import { chartsFigure, type ShownCharts } from './charts-figure';
import { confusionCsv } from './confusion-csv';
import { evaluationsCsv, stepsCsv } from './curves-csv';

export interface ExportParams {
  readonly store: RunStore;
  readonly page: RunPageState;
  readonly series: readonly RunSeries[];
  /** The charts as they are drawn now. */
  readonly charts: () => ShownCharts;
}

/** What can be taken home: the charts as a picture, and their numbers. */
export function exportItems({ store, page, series, charts }: ExportParams): MenuItem[] {
  const { name } = page.run;
  const result = page.evaluation?.result;
  const figure = (): string => chartsFigure(charts(), series, name);
  return [
    { label: t('Charts as SVG'), run: () => store.save(t('{0}, curves', name), 'svg', figure) },
    { label: t('Charts as PNG'), run: () => store.save(t('{0}, curves', name), 'png', async () => pngOf(figure())) },
    {
      label: t('Steps as CSV'),
      run: () => store.save(t('{0}, steps', name), 'csv', () => stepsCsv(series)),
      separated: true,
    },
    {
      label: t('Evaluations as CSV'),
      run: () => store.save(t('{0}, evaluations', name), 'csv', () => evaluationsCsv(series)),
    },
    ...(result?.confusion
      ? [
          {
            label: t('Confusion Matrix as CSV'),
            run: () => store.save(t('{0}, confusion', name), 'csv', () => confusionCsv(result)),
          },
        ]
      : []),
  ];
}
