import { t } from '@vscode/l10n';
import type { ShownRun } from '../../../src/common/contracts/training/run-view';
import { durationWords } from '../../../src/common/text/duration-words';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import { formatTimeLeft } from '../../shared/format/sizes';

/** How a run stands: what its folder says, and `killed` where that says it goes on and no process does. */
export type RunStanding = 'going' | 'killed' | 'stopped' | 'finished' | 'failed';

/** How the run stands. */
export function standingOf({ state, alive }: ShownRun): RunStanding {
  const { phase } = state;
  if (phase === 'stopped' || phase === 'finished' || phase === 'failed') return phase;
  return alive ? 'going' : 'killed';
}

/** True for a run that was set up and never started: it has no beginning. */
export function isNew({ state }: ShownRun): boolean {
  return state.started === 0 && state.phase === 'stopped';
}

/** The share of the run that is done, from 0 to 1; null while the number of steps is not known. */
export function fractionOf(run: ShownRun): number | null {
  if (standingOf(run) === 'finished') return 1;
  const { state } = run;
  return state.totalSteps === null || state.totalSteps === 0 ? null : Math.min(1, state.step / state.totalSteps);
}

/** `step 251 of 342, epoch 2.2`; before the first step what is being done. */
export function progressWords({ state }: ShownRun): string {
  const { step, totalSteps, epoch } = state;
  if (step === 0 && totalSteps === null) return state.message === '' ? t('preparing') : state.message;
  const at = formatFixed(epoch, 1);
  if (totalSteps === null) return t('step {0}, epoch {1}', formatCount(step), at);
  return t('step {0} of {1}, epoch {2}', formatCount(step), formatCount(totalSteps), at);
}

/** What goes on beside the steps, and how long it still takes: `70 s left`, `evaluating`. Empty for a run that is over. */
export function timeWords(run: ShownRun): string {
  if (standingOf(run) !== 'going') return '';
  const { state } = run;
  const { phase, secondsLeft } = state;
  const left = secondsLeft === null ? '' : formatTimeLeft(secondsLeft);
  const doing: Partial<Record<typeof phase, string>> = {
    preparing: state.step > 0 ? t('starting') : '',
    evaluating: t('evaluating'),
    saving: t('saving a checkpoint'),
    stopping: t('stopping after this step'),
  };
  return [doing[phase] ?? '', phase === 'stopping' ? '' : left].filter((words) => words !== '').join(', ');
}

/** How long a run took: `4 min 40 s`. Null while it goes on. */
export function lastedWords({ state }: ShownRun): string | null {
  return state.ended === null ? null : durationWords((state.ended - state.started) / 1000);
}

/** `checkpoint-228` */
export function checkpointName(step: number): string {
  return `checkpoint-${step}`;
}
