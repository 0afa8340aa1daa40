import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../../../src/host/runs/settings/check-settings';
import { changed, completed, defaultsFor } from '../../../../src/host/runs/settings/complete-settings';
import { withAbsolutePaths, withRelativePaths } from '../../../../src/host/runs/settings/data-paths';

const chosen = { model: 'sample', task: 'text-classification', train_file: '/data/rows.csv' };
const guess = {
  task: 'token-classification' as const,
  problem_type: null,
  text_column: 'sentence',
  text_pair_column: null,
  label_column: 'label',
  target_column: null,
  tokens_column: null,
  label_separator: null,
};

describe('settings of a run', () => {
  test('the defaults of a course make a run that is in order', () => {
    const { run, problems } = checkSettings(completed(chosen, defaultsFor(chosen, guess, { threads: 2 })));
    expect(problems).toEqual({});
    expect(run).toMatchObject({
      task: 'text-classification',
      text_column: 'sentence',
      num_train_epochs: 3,
      per_device_train_batch_size: 16,
      threads: 2,
    });
  });

  test('a validation file takes the place of a split', () => {
    expect(defaultsFor({ validation_file: '/data/other.csv' }, null, {})).not.toHaveProperty('validation_size');
  });

  test('without evaluations nothing is left that needs them', () => {
    const settings = { ...chosen, eval_strategy: 'no', load_best_model_at_end: false };
    const { problems } = checkSettings(completed(settings, defaultsFor(settings, guess, {})));
    expect(problems).toEqual({});
  });

  test('LoRA takes larger steps, unless others are chosen', () => {
    const lora = { r: 8, lora_alpha: 16 };
    expect(completed({ lora }, defaultsFor({ lora }, null, {}))).toMatchObject({ learning_rate: 2e-4 });
    const chosenRate = { lora, learning_rate: 1e-3 };
    expect(completed(chosenRate, defaultsFor(chosenRate, null, {}))).toMatchObject({ learning_rate: 1e-3 });
  });

  test('null takes a setting back to its default', () => {
    expect(changed({ seed: 1, model: 'sample' }, { seed: null })).toEqual({ model: 'sample' });
  });

  test.each([
    [{ learning_rate: -1 }, 'learning_rate', 'is at least 0'],
    [{ learning_rate: '1' }, 'learning_rate', 'is a number'],
    [{ seed: 1.5 }, 'seed', 'is a whole number'],
    [{ per_device_train_batch_size: 0 }, 'per_device_train_batch_size', 'is at least 1'],
    [{ num_train_epochs: 0 }, 'num_train_epochs', 'is above 0'],
    [{ label_smoothing_factor: 1 }, 'label_smoothing_factor', 'is below 1'],
    [{ eval_strategy: 'always' }, 'eval_strategy', 'is one of (no | steps | epoch)'],
    [{ learning_rat: 1 }, 'learning_rat', 'is no setting of a run'],
    [{ train_file: undefined }, 'train_file', 'is needed'],
    [{ train_file: '' }, 'train_file', 'is empty'],
    [
      { lr_scheduler_kwargs: 'cosine' },
      'lr_scheduler_kwargs',
      'is a JSON object: names in quotes and their values, in braces',
    ],
    [{ lr_scheduler_kwargs: { cycles: 2 } }, 'lr_scheduler_kwargs', 'knows no "cycles"'],
    [{ lr_scheduler_kwargs: { power: 0 } }, 'lr_scheduler_kwargs', 'is not right: power is above 0'],
    [{ lora: { r: 0, lora_alpha: 16 } }, 'lora.r', 'is at least 1'],
    [{ lora: { r: 8 } }, 'lora.lora_alpha', 'is needed'],
    [{ lora: { r: 8, lora_alpha: 16, bias: 'all' } }, 'lora', 'knows no "bias"'],
    [{ lora: 8 }, 'lora', 'is a JSON object: names in quotes and their values, in braces'],
    [
      { engine: 'python' },
      'engine',
      'is python, which does not train here. Leave it out to train with the engine that is built in, or export the run as a script.',
    ],
    [{ labels: 'negative' }, 'labels', 'is a list, such as ["negative", "positive"]'],
    [{ labels: ['negative', 2] }, 'labels', 'is not right: #2 is a text'],
    [
      { save_strategy: 'steps' },
      'save_strategy',
      'is steps, but eval_strategy is epoch: the best model is one of the checkpoints. Set both to epoch, or both to steps.',
    ],
    [{ validation_size: 1.5 }, 'validation_size', 'is 1.5. It is a whole number, or a share below 1.'],
    [
      { lr_scheduler_type: 'cosine_with_min_lr' },
      'lr_scheduler_kwargs',
      'needs one of min_lr and min_lr_rate for cosine_with_min_lr. Give one of them, such as {"min_lr_rate": 0.1}.',
    ],
  ])('%j is told in plain words', (change, key, words) => {
    const { run, problems } = checkSettings({ ...completed(chosen, defaultsFor(chosen, null, {})), ...change });
    expect(run).toBeNull();
    expect(problems[key]).toBe(words);
  });

  test.each([
    // What Trainer has a default for, or only warns of.
    { eval_strategy: 'steps', save_strategy: 'steps' },
    { load_best_model_at_end: false, early_stopping_patience: 2 },
  ])('%j is in order, as it is for Trainer', (change) => {
    const { problems } = checkSettings({ ...completed(chosen, defaultsFor(chosen, null, {})), ...change });
    expect(problems).toEqual({});
  });

  test('data files are relative in the run file and absolute in the form', () => {
    const relative = withRelativePaths(chosen, '/work/.model-lens/runs/rows-1');
    expect(relative['train_file']).toBe('../../../../data/rows.csv');
    expect(withAbsolutePaths(relative, '/work/.model-lens/runs/rows-1')).toEqual(chosen);
  });
});
