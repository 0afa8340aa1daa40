import type { Device, ProblemType } from '../../common/contracts/model';
import type { TrainingTask } from '../../common/contracts/training/run-file';
import { LensError } from '../../common/errors/lens-error';
import type { RawConfig } from '../architectures/config/raw-config';
import type { TrainableModel } from './trainable-model';

/** What is trained and how; names that a run file has mean the same here. */
export interface TrainableModelOptions {
  /** The folder of the checkpoint: config.json and weights; with `fromScratch` config.json alone. */
  readonly folder: string;
  readonly task: TrainingTask;
  /** Of classification: the labels in the order of their ids; null for those of config.json. */
  readonly labels: readonly string[] | null;
  /** Of text classification; null for what config.json says. */
  readonly problemType: ProblemType | null;
  /** All weights start at random, as `_init_weights` of transformers makes them. */
  readonly fromScratch: boolean;
  /** Of weights that start at random: the same seed gives the same weights. */
  readonly seed: number;
  /** Of classification with one label a row or a token: one weight a label (`weight` of torch's CrossEntropyLoss). */
  readonly classWeights: readonly number[] | null;
  /** `label_smoothing_factor`; of cross-entropy alone. 0: none. */
  readonly labelSmoothing: number;
  /** The embeddings and so many of the first layers are left as they are; of an encoder-decoder the encoder's. */
  readonly freezeLayers: number;
  readonly freezeEmbeddings: boolean;
  /** False turns dropout off, whatever the config says. */
  readonly dropout: boolean;
  readonly device: Device;
  /** Of one operation; 0 leaves it to ONNX Runtime. */
  readonly threads: number;
}

/** A model that is ready to be trained, and what a person should know of it. */
export interface OpenedTrainableModel {
  readonly model: TrainableModel;
  /** config.json as a checkpoint of the trained model has it: class, labels, problem type and dtype are those of the task. */
  readonly config: RawConfig;
  /** Tensors that start at random because the checkpoint has none that fit, such as those of a new head. */
  readonly initialised: readonly string[];
  /** Tensors of the checkpoint that the task's model has no use for, such as those of another head. */
  readonly unused: readonly string[];
}

/**
 * Opens a checkpoint for training.
 * @throws LensError `unsupported` where the architecture has no head for the task, `bad-file` or `missing-weights` where
 *   files do not fit together, `usage` for options that do not, `too-big` where memory is short
 */
export function openTrainableModel(options: TrainableModelOptions): Promise<OpenedTrainableModel> {
  return Promise.reject(new LensError('unsupported', `Models cannot be trained for ${options.task} yet.`));
}
