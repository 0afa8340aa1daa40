import { statfs } from 'node:fs/promises';
import type { Device } from '../../../common/contracts/model';
import type { Placement } from '../../../common/contracts/placement';
import type { Preflight } from '../../../common/contracts/training/preflight';
import type { RunFile } from '../../../common/contracts/training/run-file';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { readDataModel, readTrainingData, type TrainingData } from '../../data';
import { freeMemory } from '../../process/free-memory';
import { threadCount } from '../../process/threads';
import { checkGradients } from '../device/check-gradients';
import { deviceOf } from '../device/device-of';
import { orOnCpu, type DoneOnDevice } from '../device/or-on-cpu';
import { openTrainableModel } from '../open-trainable-model';
import { makePlan } from '../schedule/plan';
import type { TrainableModel } from '../trainable-model';
import { preflightChecks } from './checks';
import { measureStep, type MeasuredStep } from './measure-step';

export interface PreflightOptions {
  readonly runFile: RunFile;
  /** The model on disk. */
  readonly modelFolder: string;
  /** What the files of the run file are relative to; the run's folder will be on the same disk. */
  readonly dataFolder: string;
  readonly signal: CancellationSignal;
  readonly progress: (message: string) => void;
}

/** A checkpoint is all weights, an adapter where there is one, and two moments of what is trained. */
const momentsOfWeight = 2;

/**
 * Reads model and data, makes a few steps, and says what the whole run will need. Nothing is written. A step is measured on
 * the device of the run file, and on the CPU where that does not work, which is one of the checks then.
 * @throws LensError that names the file or the setting that is wrong
 */
export async function preflight(options: PreflightOptions): Promise<Preflight> {
  const { runFile, modelFolder, dataFolder, signal, progress } = options;
  const wanted = deviceOf(runFile);
  const freeBefore = freeMemory() + process.memoryUsage.rss();
  progress('Reading the data');
  const data = await readTrainingData(
    // Bad rows are counted and told, not refused.
    { ...runFile, bad_rows: 'skip' },
    { folder: dataFolder, model: await readDataModel(modelFolder), signal, progress: () => undefined },
  );
  signal.throwIfAborted();
  const measuring = await orOnCpu(wanted, (device) => measureOn(device, options, data));
  return summary({ options, data, wanted, measuring, freeBefore, freeDisk: await freeDisk(dataFolder) });
}

interface MeasuredModel {
  readonly measured: MeasuredStep;
  readonly model: TrainableModel;
  readonly initialised: readonly string[];
  readonly placement: Placement | null;
}

/** Opens the model on a device, makes steps there, and closes it. */
async function measureOn(
  device: Device,
  { runFile, modelFolder, signal, progress }: PreflightOptions,
  data: TrainingData,
): Promise<MeasuredModel> {
  progress('Reading the model');
  const opened = await openTrainableModel({
    folder: modelFolder,
    task: runFile.task,
    labels: data.labels.length > 0 ? data.labels : null,
    problemType: data.problemType,
    fromScratch: runFile.from_scratch,
    seed: runFile.seed,
    classWeights: null,
    labelSmoothing: runFile.label_smoothing_factor,
    freezeLayers: runFile.freeze_layers,
    freezeEmbeddings: runFile.freeze_embeddings,
    lora: runFile.lora ?? null,
    dropout: runFile.dropout,
    device,
    threads: threadCount(runFile.threads),
  });
  const { model, initialised } = opened;
  try {
    signal.throwIfAborted();
    if (device !== 'cpu') {
      progress('Comparing the device with the CPU');
      await checkGradients(device, opened, data);
      signal.throwIfAborted();
    }
    progress('Training one step');
    const measured = await measureStep(model, data, runFile, signal);
    return { measured, model, initialised, placement: model.placement };
  } finally {
    await model.dispose();
  }
}

interface Found {
  readonly options: PreflightOptions;
  readonly data: TrainingData;
  readonly wanted: Device;
  readonly measuring: DoneOnDevice<MeasuredModel>;
  readonly freeBefore: number;
  readonly freeDisk: number;
}

function summary({ options: { runFile }, data, wanted, measuring, freeBefore, freeDisk }: Found): Preflight {
  const { measured, model, initialised, placement } = measuring.result;
  const plan = makePlan(runFile, data.train.length);
  const evaluations = data.validation.length === 0 ? 0 : plan.evaluations.after(0);
  const checkpoints = Math.min(plan.saves.after(0), runFile.save_total_limit ?? Infinity);
  const evaluationBatches = Math.ceil(data.validation.length / runFile.per_device_eval_batch_size);
  const seconds =
    plan.totalSteps * measured.secondsPerStep + evaluations * evaluationBatches * measured.secondsPerEvaluationBatch;
  const isNew = new Set(initialised);
  const [trained, fresh] = [sizeOf(model), sizeOf(model, (name) => isNew.has(name))];
  const adapter = runFile.lora === undefined ? 0 : trained;
  const kept = model.tensors.reduce((sum, { data }) => sum + data.length, adapter);
  const figures = {
    secondsPerStep: measured.secondsPerStep,
    totalSteps: plan.totalSteps,
    seconds,
    peakBytes: measured.peakBytes,
    // Each checkpoint, the best one and the last weights.
    diskBytes: Float32Array.BYTES_PER_ELEMENT * (kept * (checkpoints + 2) + trained * checkpoints * momentsOfWeight),
  };
  const checks = preflightChecks({
    ...figures,
    runFile,
    report: data.report,
    evaluations,
    checkpoints,
    freeBytes: freeBefore,
    freeDiskBytes: freeDisk,
    newParameters: fresh,
    device: { wanted, threads: threadCount(runFile.threads), placement, failure: measuring.failure },
  });
  return { ...figures, checks, trainedParameters: trained, newParameters: fresh };
}

function sizeOf({ parameters }: TrainableModel, chosen: (name: string) => boolean = () => true): number {
  return parameters.reduce((sum, { name, data }) => sum + (chosen(name) ? data.length : 0), 0);
}

async function freeDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
