import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import { sliderStyles } from '../../shared/elements/slider-styles';
import { NarrowController } from '../../shared/layout/narrow';
import { Kept } from '../../shared/store/kept';
import { elementStyles } from '../../shared/theme/element-styles';
import { exportItems } from '../export/export-items';
import { RunElement } from '../store/run-element';
import './chart/run-chart';
import type { RunChart } from './chart/run-chart';
import { Charts, type StepMeasure } from './charts';
import { curveLegend, legendStyles } from './curve-legend';
import { curvesStyles } from './curves-styles';
import { curveTools } from './curve-tools';
import { pointCard, pointFacts, pointLine } from './point-facts';
import { SeriesOfRuns, type RunSeries } from './series/run-series';
import { metricsChart, stepsChart, type SideChart } from './side-charts';
import { stopsOf } from './stops';
import './table/step-tables';

/** The curves of a run: loss, learning rate and metrics over one axis, with one place that is pointed at in all of them. */
@customElement('run-curves')
export class RunCurves extends RunElement {
  static override styles = [elementStyles, sliderStyles, legendStyles, curvesStyles];

  @state() private accessor tableShown = false;
  @state() private accessor measure: StepMeasure = 'learningRate';
  /** Null for what the task has. */
  @state() private accessor metric: string | null = null;
  @query('#loss') private accessor lossChart!: RunChart | null;
  @query('#steps') private accessor stepChart!: RunChart | null;
  @query('#metrics') private accessor metricChart!: RunChart | null;

  readonly #series = new SeriesOfRuns();
  readonly #charts = new Charts();
  readonly #stops = new Kept<ArrayLike<number>>();
  readonly #layout = new NarrowController(this);

  override render(): TemplateResult {
    const { page, runs, view } = this.store;
    if (!page) return html`${nothing}`;
    const series = this.#series.of(runs, view);
    if (series.every(({ x, evaluations }) => x.length === 0 && evaluations.length === 0)) return waiting(page);
    const side = this.#side(page, series);
    return html`${curveTools({
        ...{ store: this.store, page, tableShown: this.tableShown },
        exports: exportItems({ store: this.store, page, series, charts: () => this.#shown }),
        onTable: () => (this.tableShown = !this.tableShown),
      })}
      <div class="charts ${this.#layout.narrow ? 'narrow' : ''}">
        ${this.#loss(side)}
        <div class="side">
          ${stepsChart(side, this.measure, (measure) => (this.measure = measure))}
          ${metricsChart(side, this.metric, (metric) => (this.metric = metric))}
        </div>
      </div>
      ${this.tableShown ? html`<step-tables .series=${series} .name=${page.run.name}></step-tables>` : nothing}`;
  }

  /** The charts as they are drawn. */
  get #shown() {
    return { loss: this.lossChart, steps: this.stepChart, metrics: this.metricChart };
  }

  #side({ run }: RunPageState, series: readonly RunSeries[]): SideChart {
    return {
      ...{ series, run, view: this.store.view, charts: this.#charts, pointed: this.store.pointed },
      stops: this.#stops.get([series], () => stopsOf(series)),
      onPoint: this.#onPoint,
    };
  }

  #loss({ series, run, view, pointed, stops }: SideChart): TemplateResult {
    const facts = pointed === null ? null : pointFacts(series, pointed);
    return html`<section class="loss">
      <div class="head">
        <h2>${t('Loss')}</h2>
        ${curveLegend(series)}
      </div>
      <run-chart
        id="loss"
        .label=${t('Loss of {0}', run.name)}
        .chart=${this.#charts.loss(series, run, view)}
        .height=${this.#layout.narrow ? 220 : 264}
        .card=${facts ? pointCard(facts) : nothing}
        .stops=${stops}
        .at=${pointed}
        .describe=${(at: number) => pointLine(pointFacts(series, at))}
        @point=${this.#onPoint}
      ></run-chart>
    </section>`;
  }

  readonly #onPoint = ({ detail }: CustomEvent<number | null>): void => this.store.point(detail);
}

/** Before the first step. */
function waiting({ run }: RunPageState): TemplateResult {
  const { phase } = run.state;
  const over = !run.alive || phase === 'stopped' || phase === 'failed' || phase === 'finished';
  return html`<p class="waiting">
    ${over ? t('This run ended before its first step, so there are no curves.') : t('The curves begin with the first step.')}
  </p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'run-curves': RunCurves;
  }
}
