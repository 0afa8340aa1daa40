import { t } from '@vscode/l10n';
import { shapeElements, type Shape } from '../../shared/chart/shapes';
import { themeObserver } from '../../shared/colour/theme-observer';
import { figureOf, type FigurePart } from '../../shared/export/figure';
import { svgDocument } from '../../shared/export/svg';
import type { RunChart } from '../curves/chart/run-chart';
import { lookOf } from '../curves/series/curves-of';
import type { RunSeries } from '../curves/series/run-series';

/** The charts of the page; null where one is not shown. */
export interface ShownCharts {
  readonly loss: RunChart | null;
  readonly steps: RunChart | null;
  readonly metrics: RunChart | null;
}

const legendHeight = 18;

/** The charts on show as one SVG document, with what the lines mean. */
export function chartsFigure(
  { loss, steps, metrics }: ShownCharts,
  series: readonly RunSeries[],
  name: string,
): string {
  const parts = [
    partOf(loss, t('Loss'), t('evaluation dashed, with rings'), legendShapes(series)),
    partOf(steps, steps?.label ?? '', ''),
    partOf(metrics, t('Evaluations'), metrics?.label ?? ''),
  ];
  return figureOf(
    parts.filter((part) => part !== null),
    themeObserver.colours,
    { title: name, note: '' },
  );
}

function partOf(
  chart: RunChart | null,
  title: string,
  note: string,
  legend: (top: number) => Shape[] = () => [],
): FigurePart | null {
  if (!chart?.layout) return null;
  const { width, height: above } = chart.layout;
  const { colours } = themeObserver;
  const below = legend(above);
  const height = above + (below.length / 2) * legendHeight;
  const shapes = shapeElements([...chart.shapes, ...below], colours);
  return {
    title,
    note,
    svg: svgDocument({ width, height, background: colours.palette.background }, shapes),
    width,
    height,
  };
}

/** A piece of its line and its name for each run: two shapes each. */
function legendShapes(series: readonly RunSeries[]): (top: number) => Shape[] {
  return (top) =>
    series.flatMap((one, index): Shape[] => {
      const { tone, dash } = lookOf(one, index);
      const y = top + index * legendHeight;
      return [
        { kind: 'path', d: `M30 ${y + 10}h22`, stroke: tone, width: 1.75, dash },
        { kind: 'text', x: 62, y: y + 14, text: one.name, align: 'start', tone: 'foreground' },
      ];
    });
}
