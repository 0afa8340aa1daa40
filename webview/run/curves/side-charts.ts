import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownRun } from '../../../src/common/contracts/training/run-view';
import { formatFixed } from '../../shared/format/numbers';
import type { CurveView } from '../store/kept-view';
import { nearestIndex } from './chart/nearest-index';
import type { Charts, StepMeasure } from './charts';
import { chosenMetrics, metricName, metricsOf, titled } from './series/metric-names';
import { formatRate } from './series/ranges';
import type { RunSeries } from './series/run-series';

const height = 108;

/** What the charts beside the losses are drawn from. */
export interface SideChart {
  readonly series: readonly RunSeries[];
  readonly run: ShownRun;
  readonly view: CurveView;
  readonly charts: Charts;
  readonly pointed: number | null;
  readonly stops: ArrayLike<number>;
  readonly onPoint: (event: CustomEvent<number | null>) => void;
}

/** Learning rate or norm of the gradients. */
export function stepsChart(
  side: SideChart,
  measure: StepMeasure,
  onChoose: (measure: StepMeasure) => void,
): TemplateResult {
  const { series, run, view, charts, pointed } = side;
  const names: Record<StepMeasure, string> = { learningRate: t('Learning rate'), gradNorm: t('Gradient norm') };
  const format = measure === 'learningRate' ? formatRate : (value: number) => formatFixed(value, 3);
  const own = series[0];
  const valueAt = (at: number): string => format(own?.[measure][nearestIndex(own.x, at)] ?? NaN);
  const select = html`<select
    aria-label=${t('What of the steps is shown')}
    @change=${({ target }: Event) =>
      target instanceof HTMLSelectElement && onChoose(target.value === 'gradNorm' ? 'gradNorm' : 'learningRate')}
  >
    ${Object.entries(names).map(([key, name]) => html`<option value=${key} .selected=${key === measure}>${name}</option>`)}
  </select>`;
  return html`<section>
    <div class="head">${select}<span class="value">${pointed === null ? nothing : valueAt(pointed)}</span></div>
    <run-chart
      id="steps"
      .label=${names[measure]}
      .chart=${charts.steps(series, run, view, measure)}
      .height=${height}
      .stops=${side.stops}
      .at=${pointed}
      .describe=${(at: number) => `${names[measure]} ${valueAt(at)}`}
      @point=${side.onPoint}
    ></run-chart>
  </section>`;
}

/** The metrics of the evaluations: accuracy with F1 dashed, or the one that was chosen. */
export function metricsChart(
  side: SideChart,
  chosen: string | null,
  onChoose: (metric: string) => void,
): TemplateResult | typeof nothing {
  const { series, run, view, charts, pointed } = side;
  const all = metricsOf(series.flatMap(({ evaluations }) => evaluations));
  const [first, second] = chosenMetrics(all, chosen);
  if (first === undefined) return nothing;
  const shown = second === undefined ? [first] : [first, second];
  const line = (at: number): string => metricLine(series[0], shown, at);
  return html`<section>
    <div class="head">
      <select
        aria-label=${t('Metric')}
        @change=${({ target }: Event) => target instanceof HTMLSelectElement && onChoose(target.value)}
      >
        ${all.map((key) => html`<option value=${key} .selected=${key === first}>${titled(metricName(key))}</option>`)}
      </select>
      ${
        pointed === null
          ? html`<span class="dim">${second === undefined ? nothing : t('and {0}, dashed', metricName(second))}</span>`
          : html`<span class="value">${line(pointed)}</span>`
      }
    </div>
    <run-chart
      id="metrics"
      .label=${shown.map(metricName).join(', ')}
      .chart=${charts.metrics(series, run, view, shown)}
      .height=${height}
      .stops=${side.stops}
      .at=${pointed}
      .describe=${(at: number) => shown.map((key, index) => `${metricName(key)} ${line(at).split(', ')[index] ?? ''}`).join(', ')}
      @point=${side.onPoint}
    ></run-chart>
  </section>`;
}

/** The values of the evaluation nearest to a place: `0.9426, 0.9274`. */
function metricLine(own: RunSeries | undefined, metrics: readonly string[], at: number): string {
  const line = own?.evaluations[nearestIndex(own.evaluationX, at)];
  return line ? metrics.map((key) => formatFixed(line[key] ?? NaN)).join(', ') : '';
}
