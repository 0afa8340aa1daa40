import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import { noticeLine, failureLine, type NoticeLine } from '../../shared/elements/notice-line';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import { metricName } from '../curves/series/metric-names';
import type { RunStore } from '../store/run-store';
import { checkpointName, isNew, lastedWords, standingOf } from './run-words';

/** What happened to the run and what comes next, a line each; and what the host refused. */
export function runNotices(store: RunStore, page: RunPageState): TemplateResult {
  const line = standingLine(store, page);
  return html`<div class="notices" role="status">
    ${line ? noticeLine(line) : nothing} ${failureLine(store.failure, () => store.forgetFailure())}
  </div>`;
}

function standingLine(store: RunStore, page: RunPageState): NoticeLine | null {
  const { run, actions } = page;
  switch (standingOf(run)) {
    case 'going':
      return null;
    case 'killed':
      return { severity: 'warning', text: killedWords(page), action: resumeOrDuplicate(store, page) };
    case 'stopped':
      // Beside the progress bar it says so already.
      if (isNew(run)) return null;
      return { severity: 'info', text: stoppedWords(page), action: resumeOrDuplicate(store, page) };
    case 'finished':
      return { severity: 'info', text: finishedWords(page), action: finishedAction(store, actions.compare) };
    case 'failed': {
      const { error, step } = run.state;
      const what = error?.message ?? t('The run failed at step {0}.', formatCount(step));
      const text = [what, error?.help ?? '', keptWords(page)].filter((part) => part !== '').join(' ');
      return { severity: 'error', text, action: { label: t('Show Log'), run: () => store.perform('showLog') } };
    }
  }
}

function killedWords(page: RunPageState): string {
  const { step } = page.run.state;
  const what = t(
    'The process of this run ended at step {0} without saving: it was killed, or the machine went down.',
    formatCount(step),
  );
  return `${what} ${keptWords(page)}`;
}

function stoppedWords(page: RunPageState): string {
  return `${t('Stopped after step {0}.', formatCount(page.run.state.step))} ${keptWords(page)}`;
}

/** From where it can go on. */
function keptWords({ run, actions }: RunPageState): string {
  const { checkpointStep } = run.state;
  if (checkpointStep === null) return t('There is no checkpoint yet, so a copy of it starts from the beginning.');
  if (!actions.resume) return '';
  return t('Resume goes on from {0}.', checkpointName(checkpointStep));
}

function resumeOrDuplicate(store: RunStore, { actions }: RunPageState): NoticeLine['action'] {
  if (actions.resume) return { label: t('Resume'), run: () => store.perform('resume') };
  return { label: t('Duplicate'), run: () => store.perform('duplicate') };
}

function finishedWords({ run }: RunPageState): string {
  const { stoppedEarly, best, step, totalSteps } = run.state;
  const lasted = lastedWords(run);
  // After the last step nothing was cut short, although patience had an end there too.
  const what =
    stoppedEarly && step !== totalSteps
      ? t('Stopped early after step {0}: the evaluation got no better.', formatCount(step))
      : lasted === null
        ? t('Finished.')
        : t('Finished in {0}.', lasted);
  if (!best) return what;
  const metric = metricName(best.metric);
  return `${what} ${t('Best: {0}, {1} {2}.', checkpointName(best.step), metric, formatFixed(best.value))}`;
}

function finishedAction(store: RunStore, compare: boolean): NoticeLine['action'] {
  if (!compare || store.comparison.phase !== 'none') return undefined;
  return { label: t('Compare with Base'), run: () => store.compare(null) };
}
