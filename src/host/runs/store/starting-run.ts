import { t } from '@vscode/l10n';
import { firstRunState } from '../../../common/contracts/training/run-folder';
import type { RunSnapshot } from '../folder/read-run';

/**
 * A run whose process is being started, as it will be told of: what its folder says is of the time before. Steps that
 * were done stay.
 */
export function startingRun(run: RunSnapshot): RunSnapshot {
  const before = run.state ?? firstRunState(0);
  return {
    ...run,
    alive: true,
    problem: null,
    state: { ...before, phase: 'preparing', message: t('Starting'), ended: null, error: null, secondsLeft: null },
  };
}
