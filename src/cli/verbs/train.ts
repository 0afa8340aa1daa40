import { join } from 'node:path';
import { runFiles, type EvaluationLine, type RunState } from '../../common/contracts/training/run-folder';
import { durationWords } from '../../common/text/duration-words';
import { threadCount } from '../../engine/process/threads';
import { deviceOf } from '../../engine/train/device/device-of';
import { engineParts } from '../../engine/train/run/engine-parts';
import { runTraining } from '../../engine/train/run/run-training';
import type { RunOutcome } from '../../engine/train/run/run-parts';
import { StopRequest } from '../../engine/train/run/stop-request';
import type { Options } from '../arguments/options';
import { formatTable } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';
import { checkWorks } from '../doctor/device-report';
import { gatherSettings, type WantedRun } from '../train/settings/gather-settings';
import { withRelativePaths } from '../train/settings/paths';
import { settingOptions } from '../train/settings/setting-options';
import { stopOnSignals } from '../train/stop-signals';
import { trainModelFolder } from '../train/train-model';
import { TrainProgress } from '../train/train-progress';

/** `model-lens train`: fine-tunes a model. */
export const train: Verb = {
  summary: 'fine-tunes a model on rows of a file; what it leaves is a model folder that transformers opens.',
  arguments: [{ name: 'RUN.json', help: 'Settings as JSON, by the names of transformers.TrainingArguments.' }],
  options: {
    out: { value: 'DIR', help: 'The run folder: settings, metrics, checkpoints, the best and the final model.' },
    resume: { help: 'Goes on with the run in --out from its last checkpoint.' },
    ...settingOptions,
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const wanted = await gatherSettings(options);
  const device = deviceOf(wanted.settings);
  await checkWorks(__filename, device);
  const stop = new StopRequest(wanted.folder);
  const progress = new TrainProgress();
  const note = (message: string): void => progress.note(message);
  const release = stopOnSignals(stop, note);
  try {
    const { settings, folder, resume } = wanted;
    const outcome = await runTraining(
      {
        settings,
        written: withRelativePaths(settings, folder),
        folder,
        resume,
        device,
        threads: threadCount(settings.threads),
        stop,
        findModel: () => trainModelFolder(settings.model, settings.from_scratch, { ...context, note }),
      },
      engineParts,
      {
        note,
        state: (state) => progress.state(state),
        step: (line) => progress.step(line),
        evaluation: (line) => progress.evaluation(line),
      },
    );
    progress.end();
    return resultOf(wanted, outcome);
  } finally {
    progress.end();
    release();
  }
}

function resultOf({ folder }: WantedRun, { state, evaluation }: RunOutcome): VerbResult {
  const finished = state.phase === 'finished';
  return {
    json: {
      run: folder,
      state: state.phase,
      step: state.step,
      totalSteps: state.totalSteps,
      epoch: state.epoch,
      stoppedEarly: state.stoppedEarly,
      best: state.best,
      evaluation,
      bestModel: finished ? join(folder, runFiles.best) : null,
      finalModel: finished ? join(folder, runFiles.final) : null,
      device: state.device,
      seconds: secondsOf(state),
    },
    text: `${formatTable(rowsOf(folder, state, evaluation))}\n`,
  };
}

function secondsOf({ started, ended }: RunState): number {
  return ended === null ? 0 : (ended - started) / 1000;
}

function rowsOf(folder: string, state: RunState, evaluation: EvaluationLine | null): string[][] {
  const measured = Object.entries(evaluation ?? {}).filter(([name]) => name.startsWith('eval_'));
  const rows = measured.map(([name, value]) => [name, value === null ? 'not a number' : String(value)]);
  return [
    [state.message, `${state.step} of ${state.totalSteps ?? '?'} steps, ${durationWords(secondsOf(state))}`],
    ...(evaluation === null ? [] : [['Evaluated after step', String(evaluation.step)], ...rows]),
    ...(state.best === null
      ? []
      : [['Best', `${state.best.metric} ${state.best.value} after step ${state.best.step}`]]),
    ['Run', folder],
    ...(state.phase === 'finished' ? [['Model', join(folder, runFiles.final)]] : []),
  ];
}
