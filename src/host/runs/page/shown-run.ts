import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import { firstRunState, type EvaluationLine, type RunState } from '../../../common/contracts/training/run-folder';
import type { ShownRun } from '../../../common/contracts/training/run-view';
import { modelLabel } from '../../models/model-label';
import type { RunSnapshot } from '../folder/read-run';

/** A run as its page shows it. Its key is its folder. */
export function shownRun(run: RunSnapshot, evaluations: readonly EvaluationLine[]): ShownRun {
  const { head, folder, name, alive, state, problem } = run;
  return {
    key: folder,
    name,
    model: modelLabel(head.model),
    dataFile: basename(head.train_file),
    task: head.task,
    state: withProblem(state ?? notStarted(alive), problem),
    alive,
    evaluations: [...evaluations],
  };
}

function notStarted(alive: boolean): RunState {
  return alive
    ? { ...firstRunState(0), message: t('Starting') }
    : { ...firstRunState(0), phase: 'stopped', message: t('This run was not started.') };
}

/** A file that cannot be read is told where an error of the run would be. */
function withProblem(state: RunState, problem: string | null): RunState {
  if (problem === null || state.error) return state;
  return { ...state, error: { message: problem, help: t('Mend or delete the file.') } };
}
