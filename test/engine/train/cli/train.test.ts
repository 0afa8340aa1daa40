import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../../src/cli/train/settings/check-settings';
import { toErrorData, type ErrorData } from '../../../../src/common/errors/lens-error';
import { temporaryFile, temporaryFolder } from '../../support/fixtures';
import { runCli } from '../../support/run-cli';
import { metricsOf, readRunJson, weightsOf } from '../run/support/golden-run';
import { limitedCli, optionsOf, settings, train } from './support';

function capture(work: () => unknown): { error: ErrorData } {
  try {
    work();
  } catch (error) {
    return { error: toErrorData(error) };
  }
  throw new Error('Nothing was refused');
}

describe('train', () => {
  it('trains by a run file, whose paths are relative to it, and by options over it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'RUN.json');
    const own = { ...settings, train_file: relative(folder, settings.train_file), num_train_epochs: 9 };
    writeFileSync(file, JSON.stringify(own));
    const out = join(folder, 'runs', 'first');
    const result = await train([file, '--out', out, '--num_train_epochs', '1', '--load_best_model_at_end', 'false']);
    expect(result.stderr).toContain('Evaluation after step 6 (epoch 1)');
    expect(result.code).toBe(0);
    expect(result.json()).toMatchObject({
      state: 'finished',
      step: 6,
      totalSteps: 6,
      epoch: 1,
      evaluation: { step: 6, eval_loss: expect.any(Number) as number, eval_accuracy: expect.any(Number) as number },
      finalModel: join(out, 'final'),
    });
    const kept = readRunJson(out, 'run.json') as Record<string, string>;
    expect(kept).toMatchObject({ num_train_epochs: 1, learning_rate: 5e-4, weight_decay: 0, bad_rows: 'fail' });
    expect(join(out, kept['train_file']!)).toBe(settings.train_file);
    expect(readRunJson(out, 'data.json')).toMatchObject({ trainRows: 96, validationRows: 32, badRowCount: 0 });
    // What it leaves is a model that the other verbs open.
    const args = ['predict', '--model', join(out, 'best'), '--text', 'Profit rose.', '--json'];
    const labels = (await runCli(args)).json() as { results: { labels: { label: string }[] }[] };
    expect(labels.results[0]!.labels.map(({ label }) => label).sort()).toEqual(['negative', 'neutral', 'positive']);
  });

  it('repeats a run exactly, and makes another of another seed', async () => {
    const [a, b, c] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    const given = { ...settings, save_strategy: 'no', max_steps: 4 };
    for (const [out, seed] of [
      [a, 1],
      [b, 1],
      [c, 2],
    ] as const) {
      expect((await train([...optionsOf({ ...given, seed }), '--out', out])).code).toBe(0);
    }
    expect(weightsOf(a).equals(weightsOf(b))).toBe(true);
    expect(metricsOf(a)).toEqual(metricsOf(b));
    expect(weightsOf(a).equals(weightsOf(c))).toBe(false);
  });

  it('goes on with a run folder by its own run file, as a task does', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'run.json'), JSON.stringify({ ...settings, max_steps: 2 }));
    expect((await train([join(out, 'run.json'), '--out', out])).json()).toMatchObject({ state: 'finished', step: 2 });
    const again = await train([join(out, 'run.json'), '--out', out]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('finished already');
  });
});

describe('wrong usage of train is named before anything starts', () => {
  const lora = { r: 4, lora_alpha: 8 };
  const wrong: [string, Record<string, unknown>, string][] = [
    [
      'an unknown key',
      { lerning_rate: 1e-4 },
      'The setting "lerning_rate" is not known. Did you mean "learning_rate"?',
    ],
    ['no task', { task: undefined }, 'The setting "task" is missing.'],
    ['another kind of value', { learning_rate: 'high' }, 'learning_rate is "high", but should be number.'],
    ['half a batch', { per_device_train_batch_size: 1.5 }, 'per_device_train_batch_size is a whole number, not 1.5.'],
    ['an unknown key inside', { lr_scheduler_kwargs: { cycles: 2 } }, '"lr_scheduler_kwargs.cycles" is not known'],
    ['nothing to evaluate on', { validation_file: undefined }, 'there are no rows to evaluate on'],
    [
      'a best model without checkpoints beside evaluations',
      { load_best_model_at_end: true },
      'save_strategy is steps, but eval_strategy is epoch',
    ],
    ['patience without evaluations', { eval_strategy: 'no', early_stopping_patience: 2 }, 'needs evaluations'],
    ['both names of the warm-up', { warmup_ratio: 0.1, warmup_steps: 5 }, 'Both warmup_steps and warmup_ratio'],
    ['a schedule that never falls', { lr_scheduler_type: 'polynomial', learning_rate: 1e-8 }, 'lr_end'],
    ['matrices without rows', { lora: { r: 0, lora_alpha: 8 } }, 'lora.r is 0, but should be >=1.'],
    ['weights that stay, but start at random', { lora, from_scratch: true }, 'from_scratch starts them at random'],
    ['layers that are frozen twice', { lora, freeze_layers: 1 }, 'freeze_layers has none to freeze'],
    ['columns of another task', { target_column: 'summary' }, 'target_column is of text2text-generation'],
  ];

  it.each(wrong)('%s', (_what, changes, message) => {
    // As a file has them: JSON leaves out what is undefined.
    const given = JSON.parse(JSON.stringify({ ...settings, ...changes })) as Record<string, unknown>;
    const { error } = capture(() => checkSettings(given));
    expect(error.code).toBe('usage');
    expect(`${error.message} ${error.help ?? ''}`).toContain(message);
  });

  it('with exit code 2, and nothing on the disk', async () => {
    const folder = temporaryFolder();
    const file = temporaryFile(JSON.stringify({ ...settings, lerning_rate: 1 }), 'RUN.json');
    const result = await train([file, '--out', join(folder, 'run')]);
    expect(result.code).toBe(2);
    expect(result.json()).toMatchObject({ error: { code: 'usage', help: 'Did you mean "learning_rate"?' } });
    expect(result.stderr).toContain('lerning_rate');
    const device = await train([...optionsOf({ ...settings, device: 'abacus' }), '--out', join(folder, 'run')]);
    expect(device.code).toBe(2);
    expect(existsSync(join(folder, 'run'))).toBe(false);
  });

  it('a device that does not work, before anything starts', async () => {
    const run = join(temporaryFolder(), 'run');
    const foreign = process.platform === 'win32' ? 'coreml' : 'dml';
    const result = await train([...optionsOf({ ...settings, device: foreign }), '--out', run]);
    expect(result.code).toBe(1);
    expect(result.json()).toMatchObject({
      error: {
        code: 'device',
        message: expect.stringMatching(/^ONNX Runtime has no (DirectML|CoreML) for /) as string,
      },
    });
    expect(existsSync(run)).toBe(false);
  });

  it('an option that is not known, no folder, a run file that is none', async () => {
    expect((await train(['--lerning_rate', '1'])).json()).toMatchObject({ error: { code: 'usage' } });
    expect((await train(optionsOf(settings))).json()).toMatchObject({
      error: { message: expect.stringContaining('--out') as string },
    });
    for (const content of ['{', '[]', '"text"', 'null']) {
      const result = await train([temporaryFile(content, 'RUN.json'), '--out', temporaryFolder()]);
      expect(result).toMatchObject({ code: 2 });
    }
    const resumed = await train(['--resume', '--out', temporaryFolder()]);
    expect(resumed.json()).toMatchObject({ error: { code: 'not-found' } });
  });

  it('a warm-up by its older name is a share of the steps', async () => {
    const out = temporaryFolder();
    const file = temporaryFile(JSON.stringify({ ...settings, max_steps: 2, warmup_ratio: 0.5 }), 'RUN.json');
    expect((await train([file, '--out', out])).code).toBe(0);
    expect(readRunJson(out, 'run.json')).toMatchObject({ warmup_steps: 0.5 });
    expect(metricsOf(out)[0]).toMatchObject({ step: 1, learning_rate: 0 });
  });

  it('what goes on with other settings', async () => {
    const out = temporaryFolder();
    expect((await train([...optionsOf({ ...settings, max_steps: 1 }), '--out', out])).code).toBe(0);
    const other = await train(['--out', out, '--resume', '--learning_rate', '1']);
    expect(other.json()).toMatchObject({
      error: { code: 'usage', message: 'learning_rate is 1, but the run was started with 0.0005.' },
    });
    expect((await train(['--out', out, '--resume', '--learning_rate', '5e-4'])).code).toBe(0);
    const fresh = await train([...optionsOf({ ...settings, max_steps: 1 }), '--out', out]);
    expect(fresh.json()).toMatchObject({
      error: { message: expect.stringContaining('holds a run already') as string },
    });
  });
});

describe('what only the run can find is told in words, and kept', () => {
  const three = 'sentence,label\na good day,positive\na bad day,negative\na day,neutral\n';
  const lora = JSON.stringify({ r: 4, lora_alpha: 8, target_modules: ['query', 'q_proj'] });
  const cases: [string, string, Record<string, unknown>, string][] = [
    ['an empty file', '', {}, 'rows.csv'],
    ['layers that the model does not have', three, { lora }, '"q_proj"'],
    ['one class', 'sentence,label\na good day,positive\nanother,positive\n', {}, 'positive'],
    ['a column that is not there', 'sentence,label\na,positive\nb,negative\n', { text_column: 'body' }, 'body'],
  ];

  it.each(cases)('%s', async (_what, content, changes, named) => {
    const out = temporaryFolder();
    const given = { ...settings, train_file: temporaryFile(content, 'rows.csv'), ...changes };
    const result = await train([...optionsOf(given), '--out', out]);
    expect(result.code).toBeGreaterThan(0);
    const { error } = result.json() as { error: { message: string } };
    expect(error.message).toContain(named);
    expect(readRunJson(out, 'state.json')).toMatchObject({ phase: 'failed', error: { message: error.message } });
    expect(existsSync(join(out, 'lock.json'))).toBe(false);
  });

  it('a folder that is a file', async () => {
    const result = await train([...optionsOf(settings), '--out', temporaryFile('')]);
    expect(result).toMatchObject({ code: 1 });
    expect(result.json()).toMatchObject({ error: { code: 'disk' } });
  });

  it.runIf(process.platform !== 'win32')('a checkpoint that the disk has no room for', async () => {
    const out = temporaryFolder();
    // Half of what the moments need: writing breaks off in the middle of a file.
    const limited = limitedCli(150, ['train', ...optionsOf({ ...settings, max_steps: 2 }), '--out', out, '--json']);
    expect(limited.status).toBe(1);
    expect(JSON.parse(limited.stdout)).toMatchObject({ error: { code: 'disk' } });
    expect(readdirSync(join(out, 'checkpoints'))).toEqual([]);
    expect(readRunJson(out, 'state.json')).toMatchObject({ phase: 'failed', checkpointStep: null });
    expect((await train(['--resume', '--out', out])).json()).toMatchObject({ state: 'finished', step: 2 });
  });
});
