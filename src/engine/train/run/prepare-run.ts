import type { RunFile } from '../../../common/contracts/training/run-file';
import { CancellationSource } from '../../../common/rpc/cancellation';
import { LensError } from '../../../common/errors/lens-error';
import { BadRowsError, type DataProgress, type TrainingData } from '../../data/training-data';
import { join } from 'node:path';
import { readAdapter } from '../checkpoint/adapter-folder';
import { checkGradients } from '../device/check-gradients';
import type { CheckpointFolder } from '../checkpoint/checkpoints';
import { dataHash } from '../checkpoint/data-hash';
import { loadInto } from '../checkpoint/load-tensors';
import { weightsName } from '../checkpoint/model-folder';
import { checkSameBase } from '../checkpoint/same-base';
import { readOptimizer, readTrainingState, type TrainingState } from '../checkpoint/training-state';
import { metricKey } from '../loop/best-metric';
import { metricNames } from '../metrics/collector-for';
import type { OpenedTrainableModel } from '../open-trainable-model';
import { AdamW } from '../optimizer/adamw';
import { makePlan, type Plan } from '../schedule/plan';
import { classWeightsOf } from './class-weights';
import { tellOfRun } from './tell-of-run';
import type { RunFolder } from './run-folder';
import type { RunParts, RunRequest } from './run-parts';

/** Everything that a run trains with. */
export interface PreparedRun {
  readonly base: string;
  readonly data: TrainingData;
  readonly dataHash: string;
  readonly opened: OpenedTrainableModel;
  readonly optimizer: AdamW;
  readonly plan: Plan;
  /** Of the checkpoint that the run goes on from; null at the beginning. */
  readonly from: TrainingState | null;
}

/**
 * Finds the model, reads the data, opens the model and puts both where the run was.
 * @throws LensError what these throw; `cancelled` where a stop was asked for before the first step
 */
export async function prepareRun(
  request: RunRequest,
  folder: RunFolder,
  parts: RunParts,
  note: (message: string) => void,
): Promise<PreparedRun> {
  const { settings } = request;
  const say = (message: string): void => folder.state.update({ message });
  const checkpoint = request.resume ? await folder.checkpoints.newestWhole(note) : null;
  say('Looking for the model');
  const base = await request.findModel();
  const data = await readData(request, base, folder, parts);
  await folder.writeData(data.report);
  checkData(settings, data);
  const from = checkpoint === null ? null : await readTrainingState(checkpoint.path);
  const hash = dataHash(data.train);
  if (from !== null && from.dataHash !== hash) throw otherData(settings);
  say('Opening the model');
  const opened = await openModel(request, base, data, parts);
  tellOfRun(settings, data, opened).forEach(note);
  const optimizer = new AdamW(opened.model.parameters, settings, request.threads);
  if (checkpoint !== null && from !== null) await loadCheckpoint(checkpoint, from, opened, optimizer);
  // With the weights that the run has: what is not trained goes to the device once.
  if (request.device !== 'cpu') {
    say('Comparing the device with the CPU');
    const difference = await checkGradients(request.device, opened, data);
    note(`Gradients on ${request.device} differ from the CPU's by ${difference.toExponential(0)} of their norm.`);
  }
  return { base, data, dataHash: hash, opened, optimizer, plan: makePlan(settings, data.train.length), from };
}

/** A stop that is asked for while the data is read ends the reading. */
async function readData(
  { settings, folder: path, stop }: RunRequest,
  base: string,
  folder: RunFolder,
  parts: RunParts,
): Promise<TrainingData> {
  const signal = new CancellationSource();
  const model = await parts.readDataModel(base);
  const progress = (progress: DataProgress): void => {
    if (stop.isAsked()) signal.abort();
    folder.state.update({ message: progressWords(progress) });
  };
  try {
    return await parts.readData(settings, { folder: path, model, signal, progress });
  } catch (error) {
    // The rows that cannot be used are kept, so that they can be shown.
    if (error instanceof BadRowsError) await folder.writeData(error.report);
    throw error;
  }
}

function progressWords({ phase, done, total, unit }: DataProgress): string {
  const what = phase === 'reading' ? 'Reading the data' : 'Tokenizing the data';
  if (total === null || total === 0) return what;
  return unit === 'rows' ? `${what}: ${done} of ${total} rows` : `${what}: ${Math.floor((100 * done) / total)} %`;
}

/** Problems that only the data can tell, before the model is opened. */
function checkData(settings: RunFile, { train, validation, problemType }: TrainingData): void {
  if (train.length === 0) throw new LensError('bad-file', `${settings.train_file} has no row that can be trained on.`);
  if (settings.eval_strategy === 'no') return;
  if (validation.length === 0) {
    throw new LensError(
      'usage',
      `eval_strategy is ${settings.eval_strategy}, but there are no rows to evaluate on.`,
      'Give validation_file or validation_size, or set eval_strategy to no.',
    );
  }
  const names = metricNames({ task: settings.task, problemType });
  const wanted = metricKey(settings).replace(/^eval_/, '');
  if (names.includes(wanted)) return;
  throw new LensError(
    'usage',
    `metric_for_best_model is ${settings.metric_for_best_model}, which ${settings.task} does not measure.`,
    `It measures ${names.join(', ')}.`,
  );
}

function otherData({ train_file }: RunFile): LensError {
  return new LensError(
    'usage',
    `${train_file} is not what it was when the run began, so it cannot go on.`,
    'Put the file back as it was, or start a new run in another folder.',
  );
}

function openModel(
  { settings, device, threads }: RunRequest,
  base: string,
  { labels, problemType, report }: TrainingData,
  parts: RunParts,
): Promise<OpenedTrainableModel> {
  return parts.openModel({
    folder: base,
    task: settings.task,
    labels: labels.length === 0 ? null : labels,
    problemType,
    fromScratch: settings.from_scratch,
    seed: settings.seed,
    classWeights: classWeightsOf(settings.class_weights, report.labels),
    labelSmoothing: settings.label_smoothing_factor,
    freezeLayers: settings.freeze_layers,
    freezeEmbeddings: settings.freeze_embeddings,
    lora: settings.lora ?? null,
    dropout: settings.dropout,
    device,
    threads,
  });
}

async function loadCheckpoint(
  { path }: CheckpointFolder,
  from: TrainingState,
  { model, adapter }: OpenedTrainableModel,
  optimizer: AdamW,
): Promise<void> {
  if (adapter === null) {
    await loadInto(join(path, weightsName), new Map(model.tensors.map(({ name, data }) => [name, data])));
  } else {
    // The weights in a checkpoint have the matrices in them: training goes on with those of the base model.
    await readAdapter(path, adapter);
    await checkSameBase(path, model.tensors, adapter);
  }
  await readOptimizer(path, optimizer, from.optimizerSteps);
}
