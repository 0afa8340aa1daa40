import { t } from '@vscode/l10n';
import type { ChartData, ChartLine } from '../../../shared/chart/chart-data';
import { formatFixed } from '../../../shared/format/numbers';
import { stateShort, stateWords } from '../scene/layer-names';
import type { LayersScene } from '../scene/layers-scene';

/** The three series of a token's way. */
export function pathSeries({ overview: { path } }: LayersScene): ChartLine[] {
  return [
    { label: t('to its last state'), tone: 'blue', values: path.toLast },
    { label: t('to the mean of the tokens'), tone: 'orange', values: path.toMean },
    { label: t('to the layer before'), tone: 'foreground', values: path.toPrevious },
  ];
}

/** The way as a chart from 0 to 1, or from −1 where a cosine is negative. */
export function pathData(scene: LayersScene): ChartData {
  const { states } = scene.overview;
  const lines = pathSeries(scene);
  const least = Math.min(0, ...lines.flatMap(({ values }) => Array.from(values).filter(Number.isFinite)));
  const from = least < 0 ? Math.max(-1, Math.floor(least * 2) / 2) : 0;
  const step = from < -0.5 ? 0.5 : 0.25;
  const count = Math.round((1 - from) / step) + 1;
  const ticks = Array.from({ length: count }, (_, index) => from + index * step);
  return {
    x: {
      label: '',
      from: 0,
      to: Math.max(1, states - 1),
      ticks: Array.from({ length: states }, (_, value) => ({ value, label: stateShort(value) })),
    },
    y: { label: '', from, to: 1, ticks: ticks.map((value) => ({ value, label: tickText(value) })) },
    lines,
    points: [],
    mark: scene.state,
  };
}

/** What is said of a step: the layer first, then every series. */
export function pathStep(scene: LayersScene, state: number): string[] {
  const values = pathSeries(scene).flatMap(({ label, values: all }) => {
    const value = all[state];
    return value === undefined || Number.isNaN(value) ? [] : [`${formatFixed(value, 3)} ${label}`];
  });
  return [stateWords(state), ...values];
}

function tickText(value: number): string {
  return formatFixed(value, 2)
    .replace(/\.?0+$/, '')
    .replace(/^$/, '0');
}
