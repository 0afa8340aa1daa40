import { expect, it } from 'vitest';
import { temporaryFile, temporaryFolder } from '../../support/fixtures';
import { metricsOf, readRunJson } from '../run/support/golden-run';
import { readGolden } from '../golden/golden';
import { trainingFixture } from '../support/fixtures';
import { optionsOf, train } from './support';

const texts = readGolden('token-bert').texts.slice(0, 24);
const jsonl = (rows: object[]): string =>
  temporaryFile(rows.map((row) => JSON.stringify(row)).join('\n'), 'rows.jsonl');
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

interface TaskCase {
  readonly model: string;
  readonly rows: () => object[];
  readonly settings: Record<string, unknown>;
  /** What its evaluations measure. */
  readonly metrics: string[];
}

const language = ['eval_accuracy', 'eval_loss', 'eval_perplexity'];

const cases: Record<string, TaskCase> = {
  'text-generation': {
    model: 'causal-llama',
    rows: () => texts.map((text) => ({ text })),
    settings: { train_sampling_strategy: 'group_by_length' },
    metrics: language,
  },
  'fill-mask': {
    model: 'seqcls-bert',
    rows: () => texts.map((text) => ({ text })),
    settings: { mlm_probability: 0.3 },
    metrics: language,
  },
  'text2text-generation': {
    model: 'seq2seq-t5',
    rows: () => texts.map((text) => ({ text, reply: wordsOf(text).slice(0, 4).join(' ') || 'none' })),
    settings: { target_column: 'reply', gradient_accumulation_steps: 2 },
    metrics: language,
  },
  'token-classification': {
    model: 'token-bert',
    rows: () =>
      texts.flatMap((text) => {
        const words = wordsOf(text);
        const tags = words.map((word) => (/\d/.test(word) ? 'B-NUM' : 'O'));
        return words.length === 0 ? [] : [{ tokens: words, tags }];
      }),
    settings: { tokens_column: 'tokens', label_column: 'tags', class_weights: 'balanced' },
    metrics: ['eval_accuracy', 'eval_f1', 'eval_loss', 'eval_precision', 'eval_recall'],
  },
  'text-classification': {
    model: 'seqcls-roberta',
    rows: () => texts.map((text) => ({ text, score: text.length / 30 })),
    settings: { problem_type: 'regression', label_column: 'score', freeze_layers: 1 },
    metrics: ['eval_loss', 'eval_mae', 'eval_mse', 'eval_pearson', 'eval_r2'],
  },
};

it.each(Object.entries(cases))('trains for %s from a file', async (task, { model, rows, settings, metrics }) => {
  const out = temporaryFolder();
  const given = {
    ...{ model: trainingFixture(model), task, train_file: jsonl(rows()), validation_size: 6, max_length: 24 },
    ...{ max_steps: 3, eval_strategy: 'steps', eval_steps: 3, save_strategy: 'no', learning_rate: 1e-3 },
    ...{ per_device_train_batch_size: 4, bad_rows: 'skip', threads: 1, ...settings },
  };
  const result = await train([...optionsOf(given), '--out', out]);
  expect(result.stderr).toContain('to train on, 6 to evaluate on');
  expect(result.json()).toMatchObject({ state: 'finished', step: 3, best: { step: 3, metric: 'eval_loss' } });
  const [first, , last, evaluation] = metricsOf(out) as unknown as Record<string, number>[];
  expect(
    Object.keys(evaluation!)
      .filter((name) => name.startsWith('eval_'))
      .sort(),
  ).toEqual(metrics);
  expect([first!['step'], last!['step'], evaluation!['step']]).toEqual([1, 3, 3]);
  expect(readRunJson(out, 'data.json')).toMatchObject({ validationRows: 6 });
});
