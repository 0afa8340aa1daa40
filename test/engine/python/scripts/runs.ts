import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { trainingFixture } from '../../train/support/fixtures';
import type { Twice } from './exported';

const rows = readFileSync(trainingFixture('seqcls-bert', 'train.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => /^(?:"((?:[^"]|"")*)"|([^,]*)),(\w+)$/.exec(line))
  .map((parts) => ({ text: (parts?.[1] ?? parts?.[2] ?? '').replaceAll('""', '"'), label: parts?.[3] ?? '' }));
const texts = rows.map(({ text }) => text);
const ids: Readonly<Record<string, number>> = { negative: 0, neutral: 1, positive: 2 };

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const parquet = (name: string): string =>
  resolve(import.meta.dirname, '../../../fixtures/training-data', `${name}.parquet`);
const steps = { learning_rate: 5e-4, per_device_train_batch_size: 8 } as const;

/** Each twice, so that a label is frequent enough for a slip of the pen to be one; and everything that can be wrong. */
const dirtyCsv = Buffer.concat([
  Buffer.from('\ufeffid;sentence;label\r\n'),
  Buffer.from([...rows, ...rows].map(({ text, label }, at) => `${at};${quoted(text)}; ${label} \r\n`).join('')),
  Buffer.from(
    '900;   ;neutral\r\n901;No label.;\r\n902;A slip.;neutrl\r\n903;Too;many;cells\r\n904;Too few\r\n\r\n905;',
  ),
  Buffer.from([0x63, 0x61, 0x66, 0xe9]),
  Buffer.from(';neutral\r\n906;"Two\r\nlines.";positive\r\n'),
]);

/** Runs by what they show. */
export const runs: Readonly<Record<string, Twice>> = {
  'one label, CSV with rows that cannot be used': {
    files: { 'rows.csv': dirtyCsv },
    settings: {
      ...{ model: trainingFixture('seqcls-bert'), task: 'text-classification', train_file: 'rows.csv', ...steps },
      ...{ bad_rows: 'skip', validation_size: 0.25, train_size: 100, max_length: 12, num_train_epochs: 1, seed: 7 },
      ...{ gradient_accumulation_steps: 2, per_device_eval_batch_size: 64, freeze_layers: 1, weight_decay: 0.1 },
      ...{ lr_scheduler_type: 'cosine', warmup_steps: 0.2, eval_strategy: 'steps', eval_steps: 3 },
      ...{ early_stopping_patience: 1, early_stopping_threshold: 9, metric_for_best_model: 'f1_weighted' },
    },
  },
  'pairs, JSONL whose labels are ids as numbers and as text, balanced': {
    files: {
      'rows.jsonl': `{"text": "broken\n${lines([
        ...rows.map(({ text, label }, at) => {
          const id = ids[label] ?? 0;
          return { sentence1: text, sentence2: texts.at(-at - 1), label: at % 2 === 0 ? id : `${id}.0` };
        }),
        { sentence1: 'No label.', sentence2: 'None.', label: null },
        { sentence1: 5, sentence2: 'None.', label: 1 },
        ['no object'],
      ])}`,
    },
    settings: {
      ...{ model: trainingFixture('seqcls-bert'), task: 'text-classification', train_file: 'rows.jsonl', ...steps },
      ...{
        bad_rows: 'skip',
        validation_size: 20,
        per_device_eval_batch_size: 20,
        class_weights: 'balanced',
        max_steps: 6,
        eval_strategy: 'epoch',
      },
    },
  },
  'named classes, Parquet': {
    files: {},
    settings: {
      ...{
        model: trainingFixture('seqcls-roberta'),
        task: 'text-classification',
        train_file: parquet('plain-snappy'),
        ...steps,
      },
      ...{
        text_column: 'sentence',
        label_column: 'label',
        bad_rows: 'skip',
        train_size: 48,
        max_steps: 5,
        label_smoothing_factor: 0.1,
      },
      ...{ lr_scheduler_type: 'polynomial', lr_scheduler_kwargs: { power: 2 } },
    },
  },
  'several labels, CSV': {
    files: {
      'rows.csv': `text,tags\n${rows
        .map(
          ({ text, label }, at) =>
            `${quoted(text)},${['has_number', ...(ids[label] === 1 ? ['is_long'] : []), ...(at % 3 === 0 ? [' mentions_profit '] : []), 'starts_with_the'].slice(at % 2).join('|')}`,
        )
        .join('\n')}\n`,
    },
    settings: {
      ...{ model: trainingFixture('multilabel-bert'), task: 'text-classification', train_file: 'rows.csv', ...steps },
      ...{ text_column: 'text', label_column: 'tags', label_separator: '|', validation_size: 16, max_steps: 6 },
      ...{ problem_type: 'multi_label_classification', eval_strategy: 'steps', eval_steps: 3, max_grad_norm: 0.5 },
    },
  },
  'values, TSV and JSONL': {
    files: {
      'rows.tsv': `text\tscore\n${texts
        .slice(0, 40)
        .map((text, at) => `${text.replaceAll('"', '')}\t${at / 4 - 3}`)
        .join('\n')}\n`,
      'more.jsonl': lines(
        texts.slice(40, 60).map((text, at) => ({ text, score: at % 2 === 0 ? at / 8 : String(at / 8) })),
      ),
    },
    settings: {
      ...{ model: trainingFixture('regression-bert'), task: 'text-classification', train_file: 'rows.tsv', ...steps },
      ...{ validation_file: 'more.jsonl', problem_type: 'regression', label_column: 'score', max_steps: 5 },
      ...{ eval_strategy: 'steps', eval_steps: 5, adam_beta2: 0.95, gradient_accumulation_steps: 2 },
    },
  },
  'a label a word, JSONL': {
    files: {
      'rows.jsonl': lines(
        texts.slice(0, 40).map((text) => {
          const tokens = text.split(' ');
          return { tokens, tags: tokens.map((word) => (/\d/.test(word) ? 'NUM' : /^[A-Z]/.test(word) ? 'NAME' : 'O')) };
        }),
      ),
    },
    settings: {
      ...{ model: trainingFixture('token-bert'), task: 'token-classification', train_file: 'rows.jsonl', ...steps },
      ...{ validation_size: 10, gradient_accumulation_steps: 2, max_length: 14, num_train_epochs: 2 },
      ...{ per_device_eval_batch_size: 16, eval_strategy: 'epoch' },
    },
  },
  'entities, Parquet': {
    files: {},
    newHead: true,
    settings: {
      ...{ model: trainingFixture('token-bert'), task: 'token-classification', train_file: parquet('words'), ...steps },
      ...{ class_weights: [1, 2, 3], validation_size: 0.3, per_device_eval_batch_size: 100, eval_strategy: 'epoch' },
      ...{ max_steps: 4, metric_for_best_model: 'f1' },
    },
  },
  'next tokens, CSV': {
    files: { 'rows.csv': `text\n${texts.slice(0, 32).map(quoted).join('\n')}\n` },
    settings: {
      ...{ model: trainingFixture('causal-gpt2'), task: 'text-generation', train_file: 'rows.csv', ...steps },
      ...{ gradient_accumulation_steps: 2, max_length: 16, validation_size: 0.2, per_device_eval_batch_size: 16 },
      ...{ num_train_epochs: 2, eval_strategy: 'epoch', metric_for_best_model: 'accuracy', freeze_embeddings: true },
    },
  },
  'targets, TSV': {
    files: {
      'rows.tsv': `source\ttarget\n${texts
        .slice(0, 32)
        .map(
          (text) =>
            `${text.replaceAll('"', '')}\t${text.replaceAll('"', '').split(' ').slice(0, 4).reverse().join(' ')}`,
        )
        .join('\n')}\n`,
    },
    settings: {
      ...{ model: trainingFixture('seq2seq-t5'), task: 'text2text-generation', train_file: 'rows.tsv', ...steps },
      ...{ text_column: 'source', target_column: 'target', max_length: 20, freeze_layers: 1, max_steps: 5 },
      ...{ label_smoothing_factor: 0.1, lr_scheduler_type: 'inverse_sqrt', warmup_steps: 2 },
    },
  },
};

/** Where the data of a run is kept: by a name that a file may have. */
export function folderFor(root: string, name: string): string {
  return join(root, name.replaceAll(/\W+/g, '-'));
}
