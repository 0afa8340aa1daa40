import type { RunFile } from '../../../common/contracts/training/run-file';
import { faultOf, readManifest } from '../checkpoint/manifest';
import { beginModelFolder, shareModelFolder, type ModelSource } from '../checkpoint/model-folder';
import type { Progress } from '../loop/training-loop';
import type { RunFolder } from './run-folder';

/** Where the weights of this step are in a whole model folder already; null where they are in memory alone. */
async function folderOf(folder: RunFolder, step: number): Promise<string | null> {
  const path = folder.checkpoints.pathOf(step);
  return (await readManifest(path))?.step === step ? path : null;
}

/**
 * Writes `best/` as the weights are now: from the checkpoint of this step where there is one, once it is in its place.
 * @param saved a checkpoint of this step is there or on its way
 */
export async function writeBest(folder: RunFolder, step: number, source: ModelSource, saved: boolean): Promise<void> {
  const path = folder.place('best');
  if (saved) folder.disk.add(() => shareModelFolder(folder.checkpoints.pathOf(step), path));
  else folder.disk.add(await beginModelFolder(path, step, source));
}

/** After a kill between a checkpoint and its copy in `best/`, the copy is made from the checkpoint. */
export async function mendBest(folder: RunFolder, step: number | null): Promise<void> {
  if (step === null || (await readManifest(folder.place('best')))?.step === step) return;
  const checkpoint = await folderOf(folder, step);
  if (checkpoint !== null) await shareModelFolder(checkpoint, folder.place('best'));
}

/**
 * Writes `final/`: the best weights with `load_best_model_at_end`, else the last. A run without evaluations has no best
 * ones: there `best/` is the same as `final/`.
 */
export async function writeFinal(
  folder: RunFolder,
  { step, best }: Progress,
  settings: RunFile,
  source: ModelSource,
): Promise<void> {
  const [bestPath, finalPath] = [folder.place('best'), folder.place('final')];
  const hasBest = best.step !== null && (await faultOf(bestPath)) === null;
  const from = settings.load_best_model_at_end && hasBest ? bestPath : await folderOf(folder, step);
  if (from === null) await (await beginModelFolder(finalPath, step, source))();
  else await shareModelFolder(from, finalPath);
  if (!hasBest) await shareModelFolder(finalPath, bestPath);
}
