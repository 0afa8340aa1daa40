import { LensError, toErrorData } from '../../../common/errors/lens-error';
import { tellingPlacement } from '../device/tell-placement';
import { trainingLoop, beginning } from '../loop/training-loop';
import { explainDiskError } from './disk-error';
import { mendBest, writeFinal } from './finish-run';
import { LoopWriter } from './loop-writer';
import { prepareRun } from './prepare-run';
import { readRunState } from './read-run';
import { RunFolder } from './run-folder';
import { writeChanges } from './write-changes';
import type { RunListener, RunOutcome, RunParts, RunRequest } from './run-parts';

/**
 * Trains a run in its folder from the beginning, or from where it was, to its end or until it is asked to stop. The folder
 * is the run's truth: everything that is told to `listener` is there as well.
 * @throws LensError what is wrong with settings, data, model or disk, in words; the state of the run says the same
 */
export async function runTraining(request: RunRequest, parts: RunParts, listener: RunListener): Promise<RunOutcome> {
  let folder: RunFolder | null = null;
  try {
    folder = await RunFolder.open(request.folder, request.resume, listener.state);
    const outcome = (await finishedOutcome(request, listener)) ?? (await trainIn(folder, request, parts, listener));
    await folder.close();
    return outcome;
  } catch (cause) {
    const error = explainDiskError(cause, request.folder);
    if (folder !== null) await fail(folder, error, request, listener);
    if (folder !== null && isStop(error)) return { state: folder.state.state, evaluation: null };
    throw error;
  }
}

/** A run that is finished has nothing to go on with. */
async function finishedOutcome({ resume, folder }: RunRequest, { note }: RunListener): Promise<RunOutcome | null> {
  const state = resume ? await readRunState(folder) : null;
  if (state?.phase !== 'finished') return null;
  note('The run is finished already.');
  return { state, evaluation: null };
}

async function trainIn(
  folder: RunFolder,
  request: RunRequest,
  parts: RunParts,
  { note, ...listener }: RunListener,
): Promise<RunOutcome> {
  const tell = (message: string): void => {
    folder.log(message);
    note(message);
  };
  await request.stop.forgetOld();
  if (!request.resume) await folder.writeSettings(request.written);
  folder.state.write();
  const prepared = await prepareRun(request, folder, parts, tell);
  const { from, opened } = prepared;
  const progress = from === null ? { ...beginning } : { ...from };
  if (from !== null) tell(`Goes on behind step ${from.step}.`);
  await mendBest(folder, progress.best.step);
  const metrics = await folder.metricsFrom(progress.step);
  const writer = new LoopWriter({ folder, request, prepared, metrics, listener: { ...listener, note: tell } });
  try {
    const events = tellingPlacement(writer.events(), request.device, opened.model, tell);
    const ending = await trainingLoop(writer.parts(progress), progress, events);
    await folder.disk.settle();
    if (ending !== 'stopped') {
      writer.phase('saving', 'Saving the model');
      await folder.lock.check();
      await writeFinal(folder, progress, request.settings, writer.source);
      await writeChanges(folder, opened);
    }
    await request.stop.clear();
    writer.end(ending);
    return { state: folder.state.state, evaluation: writer.lastEvaluation };
  } finally {
    metrics.close();
    await prepared.optimizer.dispose();
    await opened.model.dispose();
  }
}

/** A stop before the first step leaves nothing to keep. */
function isStop(error: unknown): boolean {
  return error instanceof LensError && error.code === 'cancelled';
}

/** Says in the folder why the run ended, as far as the folder can still be written, and lets go of it. */
async function fail(folder: RunFolder, error: unknown, request: RunRequest, { note }: RunListener): Promise<void> {
  const { message, help, code, details } = toErrorData(error);
  // What else fails on the disk is of the same run, whose failure is told.
  await folder.disk.settle().catch(() => undefined);
  try {
    if (code === 'gone') return;
    const ended = Date.now();
    if (isStop(error)) {
      await request.stop.clear();
      folder.state.update({ phase: 'stopped', message: 'Stopped before the first step', ended });
    } else {
      folder.state.update({ phase: 'failed', message, ended, error: { message, help: help ?? null } });
      folder.log(`${message}${help === undefined ? '' : ` ${help}`}${details === undefined ? '' : `\n${details}`}`);
    }
  } catch (cause) {
    note(`The state of the run could not be written: ${toErrorData(cause).message}`);
  } finally {
    await folder.lock.release().catch((cause: unknown) => note(`The lock stays behind: ${toErrorData(cause).message}`));
  }
}
