import * as v from 'valibot';
import { runFileSchema, type RunFile } from '../../../../src/common/contracts/training/run-file';
import type { DataReport } from '../../../../src/common/contracts/training/run-folder';
import type { Example } from '../../../../src/engine/data/examples/example';
import type { TrainingData } from '../../../../src/engine/data/training-data';
import type { TrainingBatch } from '../../../../src/engine/train/trainable-model';
import { batchOf, caseFolder, kindOf, trainingCases } from '../model/support/training-case';
import { readTrainingJson } from '../support/fixtures';

interface Micro {
  readonly indices: number[];
  readonly input_ids: number[][];
  readonly attention_mask: number[][];
  readonly labels: number[][] | number[];
}

/** golden.json of a case. */
export interface Golden {
  readonly hyper_parameters: {
    learning_rate: number;
    betas: [number, number];
    eps: number;
    weight_decay: number;
    scheduler: RunFile['lr_scheduler_type'];
    warmup_ratio: number;
    max_grad_norm: number;
    gradient_accumulation_steps: number;
    total_steps: number;
  };
  readonly texts: string[];
  readonly batches: Micro[][];
  readonly steps: { step: number; loss: number; grad_norm: number; learning_rate: number }[];
  readonly evaluations?: { epoch: number; loss: number; accuracy: number; predictions: number[] }[];
  readonly evaluation_batches?: Micro[];
}

export function readGolden(name: string): Golden {
  return readTrainingJson(name, 'golden.json') as Golden;
}

/** The settings of a case, as a run file has them. Its batches follow each other as one epoch, in their order. */
export function goldenSettings(name: string, changes: Partial<RunFile> = {}): RunFile {
  const { hyper_parameters: facts, batches, evaluations } = readGolden(name);
  return {
    ...v.parse(runFileSchema, { model: caseFolder(name), task: trainingCases[name]!.task, train_file: 'golden.json' }),
    learning_rate: facts.learning_rate,
    adam_beta1: facts.betas[0],
    adam_beta2: facts.betas[1],
    adam_epsilon: facts.eps,
    weight_decay: facts.weight_decay,
    lr_scheduler_type: facts.scheduler,
    warmup_steps: facts.warmup_ratio,
    max_grad_norm: facts.max_grad_norm,
    gradient_accumulation_steps: facts.gradient_accumulation_steps,
    per_device_train_batch_size: batches[0]![0]!.input_ids.length,
    num_train_epochs: 1,
    train_sampling_strategy: 'sequential',
    eval_strategy: evaluations === undefined ? 'no' : 'steps',
    eval_steps: 6,
    save_strategy: 'no',
    dropout: false,
    threads: 1,
    lora: trainingCases[name]!.lora,
    ...changes,
  };
}

/** The rows of a case, in the order of its batches. Rows are padded as they were there. */
export function goldenData(name: string): TrainingData {
  const golden = readGolden(name);
  const isClassification = kindOf(name) === 'single_label_classification';
  const train = examplesOf(golden.batches.flat(), golden.texts);
  const validation = examplesOf(golden.evaluation_batches ?? [], golden.texts);
  const rows = new Map([...train, ...validation].map(({ example, ...row }) => [example, row]));
  return {
    report: emptyReport,
    problemType: isClassification ? 'single_label_classification' : null,
    labels: isClassification ? ['negative', 'neutral', 'positive'] : [],
    labelOrigin: null,
    train: train.map(({ example }) => example),
    validation: validation.map(({ example }) => example),
    collate: (examples) =>
      collate(
        examples.map((each) => rows.get(each)!),
        name,
      ),
  };
}

interface GoldenRow {
  readonly input_ids: number[];
  readonly attention_mask: number[];
  readonly labels: number[] | number;
}

function examplesOf(batches: readonly Micro[], texts: readonly string[]): (GoldenRow & { example: Example })[] {
  let index = 0;
  return batches.flatMap(({ input_ids, attention_mask, labels, indices }) =>
    input_ids.map((ids, row) => ({
      input_ids: ids,
      attention_mask: attention_mask[row]!,
      labels: labels[row]!,
      example: {
        index: index++,
        inputIds: Int32Array.from(ids.filter((_, at) => attention_mask[row]![at] === 1)),
        tokenTypeIds: null,
        label: null,
        source: { file: 'golden.json', line: indices[row]! + 1, text: texts[indices[row]!] ?? '' },
      },
    })),
  );
}

/** Rows of evaluations may have another width than each other. */
function collate(rows: readonly GoldenRow[], name: string): TrainingBatch {
  const width = Math.max(...rows.map(({ input_ids }) => input_ids.length));
  const padded = (values: number[]): number[] => [...values, ...new Array<number>(width - values.length).fill(0)];
  return batchOf(
    {
      input_ids: rows.map(({ input_ids }) => padded(input_ids)),
      attention_mask: rows.map(({ attention_mask }) => padded(attention_mask)),
      labels: rows.map(({ labels }) => labels) as number[],
    },
    kindOf(name),
  );
}

const emptyReport: DataReport = {
  files: [],
  trainRows: 0,
  validationRows: 0,
  badRows: [],
  badRowCount: 0,
  labels: [],
  lengths: { max: 0, mean: 0, bins: [], width: 1, cut: 0, maxLength: 0 },
};
