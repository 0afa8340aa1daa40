import { t } from '@vscode/l10n';
import type { ShownRun } from '../../../../src/common/contracts/training/run-view';
import type { CurveView } from '../../store/kept-view';
import type { CurveAxis } from '../chart/curve-data';
import type { RunSeries } from './run-series';

/** More epochs than this are not parted by lines. */
const mostLines = 24;

/**
 * The axis that all charts share: from the start to the end of the longest run on show, and at least to where this one is
 * going to end. One that stopped early goes no further.
 * @param long the ticks say "epoch 1" instead of "1"
 */
export function xAxis(
  series: readonly RunSeries[],
  { state }: ShownRun,
  axis: CurveView['axis'],
  long: boolean,
): CurveAxis {
  const whole = axis === 'epochs' ? state.totalEpochs : state.totalSteps;
  const planned = state.phase === 'finished' ? 0 : whole;
  const to = Math.max(planned ?? 0, ...series.map(lastOf)) || 1;
  const epoch = axis === 'epochs' ? 1 : stepsOfEpoch(series[0], state);
  const lines = epoch === null || to / epoch > mostLines ? [] : multiples(epoch, to);
  return { from: 0, to, lines, ticks: axis === 'epochs' && to >= 1 ? epochTicks(to, long) : null };
}

function lastOf({ x, evaluationX }: RunSeries): number {
  return Math.max(0, x[x.length - 1] ?? 0, evaluationX.at(-1) ?? 0);
}

/** Null before it is known. */
function stepsOfEpoch(own: RunSeries | undefined, { totalSteps, totalEpochs }: ShownRun['state']): number | null {
  if (totalSteps !== null && totalEpochs !== null && totalEpochs > 0) return totalSteps / totalEpochs;
  const last = own ? own.x.length - 1 : -1;
  const [step, epoch] = [own?.step[last] ?? 0, own?.epoch[last] ?? 0];
  return step > 0 && epoch > 0 ? step / epoch : null;
}

function multiples(of: number, to: number): number[] {
  return Array.from({ length: Math.floor(to / of + 1e-6) }, (_, index) => (index + 1) * of);
}

/** In the middle of each epoch. */
function epochTicks(to: number, long: boolean): { value: number; label: string }[] {
  return Array.from({ length: Math.ceil(to - 1e-6) }, (_, index) => ({
    value: Math.min(index + 0.5, (index + to) / 2),
    label: long ? t('epoch {0}', index + 1) : String(index + 1),
  }));
}
