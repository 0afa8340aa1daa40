import { t } from '@vscode/l10n';
import { clipText } from '../../../common/text/clip-text';
import { durationWords } from '../../../common/text/duration-words';
import type { RunState } from '../../../common/contracts/training/run-folder';
import type { RunSnapshot } from '../folder/read-run';
import { conditionOf } from './condition';

/** How a run stands, in a few words: `epoch 2.2 of 3 · 70 s left`, `F1 0.852`, `stopped at step 90`. */
export function runWords(run: RunSnapshot): string {
  const { state } = run;
  switch (conditionOf(run)) {
    case 'new':
      return t('not started');
    case 'broken':
      return t('cannot be read');
    case 'running':
      return state ? progressWords(state) : t('starting');
    case 'stopping':
      return t('stopping');
    case 'stopped':
      return t('stopped at step {0}', state?.step ?? 0);
    case 'killed':
      return t('ended at step {0}', state?.step ?? 0);
    case 'failed':
      return t('failed');
    case 'finished':
      return finishedWords(state);
  }
}

/** Steps done of all, 0 to 1; null where that is not known yet. */
export function shareDone(state: RunState | null): number | null {
  return state?.totalSteps ? Math.min(1, state.step / state.totalSteps) : null;
}

/** `F1 0.852`, from `eval_f1`. */
export function metricWords(metric: string, value: number): string {
  const name = metric.replace(/^eval_/, '').replaceAll('_', ' ');
  return `${name === 'f1' ? 'F1' : name} ${value.toFixed(3)}`;
}

function progressWords(state: RunState): string {
  const { epoch, totalEpochs, secondsLeft } = state;
  if (state.phase === 'preparing' || totalEpochs === null)
    return state.message === '' ? t('starting') : clipText(state.message, 100);
  const words = t('epoch {0} of {1}', epoch.toFixed(1), totalEpochs);
  return secondsLeft === null ? words : `${words} · ${t('{0} left', durationWords(secondsLeft))}`;
}

function finishedWords(state: RunState | null): string {
  const best = state?.best;
  return best ? metricWords(best.metric, best.value) : t('finished');
}
