import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Tensor } from '../../../../../src/common/tensors/tensor';
import type { ProblemType } from '../../../../../src/common/contracts/model';
import type { TrainingTask } from '../../../../../src/common/contracts/training/run-file';
import { readSafetensors } from '../../../../../src/engine/formats/safetensors/read-tensors';
import {
  openTrainableModel,
  type OpenedTrainableModel,
  type TrainableModelOptions,
} from '../../../../../src/engine/train/open-trainable-model';
import type { Adapter, LoraSettings } from '../../../../../src/engine/train/lora/adapter';
import { loadInto } from '../../../../../src/engine/train/checkpoint/load-tensors';
import type { Labels, TrainingBatch } from '../../../../../src/engine/train/trainable-model';

const root = resolve(import.meta.dirname, '../../../../fixtures/training');

type Rows = number[][];

interface MicroBatch {
  readonly input_ids: Rows;
  readonly attention_mask: Rows;
  readonly labels: Rows | number[];
}

interface GoldenStep {
  readonly loss: number;
  readonly micro_losses?: number[];
}

/** golden.json of a case, as far as a model without its optimizer can be compared. */
export interface TrainingGolden {
  readonly batches: readonly (readonly MicroBatch[])[];
  readonly steps: readonly GoldenStep[];
  readonly weight_decay_on: readonly string[];
}

interface TrainingCase {
  readonly task: TrainingTask;
  readonly problem?: ProblemType;
  readonly lora?: LoraSettings;
}

/** What each case trains; the folder is its name. */
export const trainingCases: Readonly<Record<string, TrainingCase>> = {
  'seqcls-bert': { task: 'text-classification' },
  'seqcls-distilbert': { task: 'text-classification' },
  'seqcls-roberta': { task: 'text-classification' },
  'multilabel-bert': { task: 'text-classification' },
  'regression-bert': { task: 'text-classification' },
  'token-bert': { task: 'token-classification' },
  'causal-gpt2': { task: 'text-generation' },
  'causal-llama': { task: 'text-generation' },
  'seq2seq-t5': { task: 'text2text-generation' },
  'accumulate-bert': { task: 'text-classification' },
  'accumulate-gpt2': { task: 'text-generation' },
  'lora-bert': {
    task: 'text-classification',
    lora: { r: 4, lora_alpha: 8, target_modules: ['query', 'value'] },
  },
};

/** What peft puts before names. */
export const peftPrefix = 'base_model.model.';

export function caseFolder(name: string): string {
  return join(root, name);
}

export function readTrainingGolden(name: string): TrainingGolden {
  const golden = JSON.parse(readFileSync(join(caseFolder(name), 'golden.json'), 'utf8')) as TrainingGolden;
  // There the matrices of LoRA are named as modules.
  const decayed = golden.weight_decay_on.map((parameter) => parameter.replace(/lora_[AB]$/, '$&.weight'));
  return { ...golden, weight_decay_on: decayed };
}

/** The tensors of a file, by the names that the model's class gives them. */
export async function readCaseTensors(name: string, file: string): Promise<Map<string, Tensor>> {
  const tensors = await readSafetensors(join(caseFolder(name), file));
  return new Map([...tensors].map(([key, tensor]) => [key.replace(peftPrefix, ''), tensor]));
}

/** Settings under which a case was made: everything is trained, nothing is dropped. */
export function plainOptions(folder: string, task: TrainingTask): TrainableModelOptions {
  return {
    ...{ folder, task, labels: null, problemType: null, fromScratch: false, seed: 1 },
    ...{ classWeights: null, labelSmoothing: 0, freezeLayers: 0, freezeEmbeddings: false, lora: null, dropout: false },
    ...{ device: 'cpu', threads: 1 },
  };
}

/** Opens a case as it starts: matrices of LoRA are put where the reference had them. */
export async function openCase(
  name: string,
  changes: Partial<TrainableModelOptions> = {},
): Promise<OpenedTrainableModel> {
  const { task = 'text-classification', lora = null } = trainingCases[name] ?? {};
  const opened = await openTrainableModel({ ...plainOptions(caseFolder(name), task), lora, ...changes });
  if (opened.adapter !== null) await startAdapter(name, opened.adapter);
  return opened;
}

async function startAdapter(name: string, { tensors }: Adapter): Promise<void> {
  const file = join(caseFolder(name), 'adapter-start', 'adapter_model.safetensors');
  await loadInto(file, new Map(tensors.map((tensor) => [peftPrefix + tensor.name, tensor.data])));
}

const int64 = (rows: Rows): BigInt64Array => BigInt64Array.from(rows.flat(), BigInt);

/** A micro-batch of golden.json as the model takes it. */
export function batchOf(micro: MicroBatch, kind: Labels['kind']): TrainingBatch {
  const { input_ids: ids, attention_mask: mask } = micro;
  return {
    inputs: { inputIds: int64(ids), attentionMask: int64(mask), dims: [ids.length, ids[0]?.length ?? 0] },
    labels: labelsOf(micro.labels.flat(), kind),
  };
}

function labelsOf(numbers: number[], kind: Labels['kind']): Labels {
  if (kind === 'multi_label_classification' || kind === 'regression') {
    return { kind, data: Float32Array.from(numbers) };
  }
  return { kind, data: BigInt64Array.from(numbers, BigInt) };
}

/** The labels that a case has. */
export function kindOf(name: string): Labels['kind'] {
  if (name.startsWith('multilabel')) return 'multi_label_classification';
  if (name.startsWith('regression')) return 'regression';
  return trainingCases[name]?.task === 'text-classification' ? 'single_label_classification' : 'tokens';
}
