import type { Device, ProblemType } from '../../common/contracts/model';
import type { TrainingTask } from '../../common/contracts/training/run-file';
import { readdir } from 'node:fs/promises';
import type { RawConfig } from '../architectures/config/raw-config';
import { isBuffer } from '../describe/tensors/buffers';
import { torchNameOf } from '../formats/safetensors/dtypes';
import { findWeightFiles } from '../models/find-weight-files';
import { readConfig } from '../models/read-config';
import { withStartToken } from '../models/start-token';
import type { WeightFiles } from '../models/weight-files';
import { noWeights, usualCheckpoint } from '../models/weight-names';
import type { Adapter, LoraSettings } from './lora/adapter';
import { decayOf } from './model/decays';
import { GraphModel, type GraphModelParts } from './model/graph-model';
import { openTensors } from './model/open-tensors';
import { loadTensor } from './model/load-tensors';
import { inputRules } from './model/input-rules';
import { recordModel, type RecordedModel } from './model/record-model';
import { checkClassWeights, trainedNames } from './model/trained-names';
import { loraPlanOf, trainedParts } from './model/trained-parts';
import { taskConfig } from './model/training-config';
import { withoutCopies } from './model/without-copies';
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
  /** Null: the weights themselves are trained. Else nothing needs to be frozen, as everything but heads is. */
  readonly lora: LoraSettings | null;
  /** False turns dropout off, whatever the config says. */
  readonly dropout: boolean;
  readonly device: Device;
  /** Of one operation; 0 leaves it to ONNX Runtime. */
  readonly threads: number;
}

/** A model that is ready to be trained, and what a person should know of it. */
export interface OpenedTrainableModel {
  readonly model: TrainableModel;
  /** The same model, whose weights are the same arrays, on the CPU: what a device computes is compared with it. */
  readonly onCpu: () => TrainableModel;
  /** config.json as a checkpoint of the trained model has it: class, labels, problem type and dtype are those of the task. */
  readonly config: RawConfig;
  /** Tensors that start at random because the checkpoint has none that fit, such as those of a new head. */
  readonly initialised: readonly string[];
  /** Tensors of the checkpoint that the task's model has no use for, such as those of another head. */
  readonly unused: readonly string[];
  /** What LoRA adds to the model; null where its weights themselves are trained. */
  readonly adapter: Adapter | null;
  /** Reads a tensor anew as the checkpoint has it, however far it was trained since; null for one that starts at random. */
  readonly readBase: (name: string) => Promise<Float32Array<ArrayBuffer> | null>;
}

/**
 * Opens a checkpoint for training.
 * @throws LensError `unsupported` where the architecture has no head for the task, `bad-file` or `missing-weights` where
 *   files do not fit together, `usage` for options that do not, `too-big` where memory is short
 */
export async function openTrainableModel(options: TrainableModelOptions): Promise<OpenedTrainableModel> {
  const config = taskConfig(await withStartToken(options.folder, await readConfig(options.folder)), options);
  checkClassWeights(config, options.classWeights);
  const files = options.fromScratch ? null : await withoutCopies(await weightFilesOf(options.folder), config.raw);
  const recorded = recordModel(config, files);
  const parameterNames = trainedNames(recorded, config, options);
  const plan = loraPlanOf(recorded, options, config.architecture.modelType);
  const tensors = await openTensors(recorded, config.raw, options.seed);
  const chosen = tensors.filter(({ name }) => parameterNames.has(name));
  const { record, withDropout, trained, adapter } = trainedParts(recorded, chosen, plan, options.seed);
  const decays = decayOf(record);
  const parts: GraphModelParts = {
    ...{ record, tensors },
    trainingRecord: options.dropout ? withDropout : record,
    parameters: trained.map((tensor) => ({ ...tensor, decay: decays(tensor.name) })),
    loss: {
      kind: config.problemType ?? 'tokens',
      classWeights: options.classWeights,
      labelSmoothing: options.labelSmoothing,
    },
    ...inputRules(config),
    session: { name: config.architecture.modelType, device: options.device, threads: options.threads },
  };
  const onCpu = () => new GraphModel({ ...parts, session: { ...parts.session, device: 'cpu' } });
  return { model: new GraphModel(parts), onCpu, config: config.raw, adapter, ...whatWasFound(recorded, files) };
}

/** What a person should know of where the weights came from. */
function whatWasFound(
  { tensors }: RecordedModel,
  files: WeightFiles | null,
): Pick<OpenedTrainableModel, 'initialised' | 'unused' | 'readBase'> {
  const storedByName = new Map(tensors.map(({ name, stored }) => [name, stored]));
  const used = new Set(tensors.flatMap(({ stored }) => (stored === null ? [] : [stored.name])));
  const others = [...(files?.tensors.values() ?? [])].filter(
    ({ name, shape, dtype }) => !used.has(name) && !isBuffer({ name, shape, dtype: torchNameOf(dtype) }),
  );
  return {
    initialised: tensors.flatMap(({ name, stored }) => (stored === null ? [name] : [])),
    unused: others.map(({ name }) => name),
    readBase: async (name) => {
      const entry = storedByName.get(name) ?? null;
      return entry === null ? null : loadTensor(entry);
    },
  };
}

async function weightFilesOf(folder: string): Promise<WeightFiles> {
  const names = await readdir(folder);
  const name = usualCheckpoint(names);
  if (name === undefined) throw noWeights(names);
  return findWeightFiles(folder, name);
}
