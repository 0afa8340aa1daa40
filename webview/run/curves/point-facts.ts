import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import { nearestIndex } from './chart/nearest-index';
import { metricName } from './series/metric-names';
import { formatRate } from './series/ranges';
import type { RunSeries } from './series/run-series';

/** A number of one run at the place that is pointed at. */
export interface PointFact {
  readonly name: string;
  readonly value: string;
  /** What was measured, where the value is smoothed; null where they are the same. */
  readonly measured?: string | null;
}

/** What is known at a place: where it is, each run's loss, and this run's other numbers. */
export interface PointFacts {
  /** `step 171, epoch 1.5` */
  readonly title: string;
  readonly losses: readonly PointFact[];
  readonly others: readonly PointFact[];
}

/** The facts at a place of the axis; null where no run has a step. */
export function pointFacts(series: readonly RunSeries[], at: number): PointFacts | null {
  const [leader] = series.filter((one) => covers(one, at));
  if (!leader) return null;
  const index = nearestIndex(leader.x, at);
  const step = formatCount(leader.step[index] ?? NaN);
  return {
    title: t('step {0}, epoch {1}', step, formatFixed(leader.epoch[index] ?? NaN, 2)),
    losses: series.filter((one) => covers(one, at)).map((one) => lossFact(one, at, series.length > 1)),
    others: leader.own ? ownFacts(leader, index, at) : [],
  };
}

/** The facts as a line of text. */
export function pointLine(facts: PointFacts | null): string {
  if (!facts) return '';
  return [facts.title, ...[...facts.losses, ...facts.others].map(words)].join(', ');
}

/** The facts as the content of a card. */
export function pointCard({ title, losses, others }: PointFacts): TemplateResult {
  return html`<div class="rest">${title}</div>
    <table class="facts">
      ${losses.map((one) => fact(one.name, lossCell(one)))} ${others.map(({ name, value }) => fact(name, value))}
    </table>`;
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<tr>
    <td class="rest">${name}</td>
    <td class="number">${value}</td>
  </tr>`;
}

function lossCell({ value, measured }: PointFact): TemplateResult {
  const note = measured ? html`<span class="rest">${t('measured {0}', measured)}</span> ` : nothing;
  return html`${note}<b>${value}</b>`;
}

function words({ name, value, measured }: PointFact): string {
  return measured ? t('{0} {1}, measured {2}', name, value, measured) : `${name} ${value}`;
}

function covers({ x }: RunSeries, at: number): boolean {
  return x.length > 0 && at <= (x[x.length - 1] ?? NaN);
}

function lossFact({ name, x, smoothed, loss }: RunSeries, at: number, many: boolean): PointFact {
  const index = nearestIndex(x, at);
  const value = formatFixed(smoothed[index] ?? NaN);
  const measured = formatFixed(loss[index] ?? NaN);
  return { name: many ? name : t('loss'), value, measured: value === measured ? null : measured };
}

function ownFacts({ learningRate, gradNorm, evaluations, evaluationX, x }: RunSeries, index: number, at: number) {
  const steps = [
    { name: t('learning rate'), value: formatRate(learningRate[index] ?? NaN) },
    { name: t('gradient norm'), value: formatFixed(gradNorm[index] ?? NaN, 3) },
  ];
  const place = nearestIndex(evaluationX, at);
  // Of an evaluation only beside it: between two of them there is no number.
  const reach = (x[x.length - 1] ?? 0) / 60;
  const line = Math.abs((evaluationX[place] ?? Infinity) - at) <= reach ? evaluations[place] : undefined;
  const evaluated = Object.entries(line ?? {}).filter(([key]) => /^eval_(loss|accuracy|f1|perplexity|mse)$/.test(key));
  return [
    ...steps,
    ...evaluated.map(([key, value]) => ({ name: evaluationName(key), value: formatFixed(value ?? NaN) })),
  ];
}

function evaluationName(key: string): string {
  return t('evaluation {0}', metricName(key));
}
