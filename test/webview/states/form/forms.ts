import type { FormState } from '../../../../src/common/contracts/training/form-view';
import type { PreflightCheck } from '../../../../src/common/contracts/training/preflight';

const check = (subject: PreflightCheck['subject'], state: PreflightCheck['state'], text: string): PreflightCheck => ({
  ...{ subject, state, text, remedy: null },
});

const checks: PreflightCheck[] = [
  check('memory', 'ok', '1.5 of 11.2 GB free'),
  check('time', 'ok', '4 min 40 s for 342 steps and 3 evaluations'),
  check('disk', 'ok', '1.3 GB for 3 checkpoints and the best'),
  check('length', 'ok', '1.4 % of rows are cut at 50 tokens'),
  check('head', 'info', 'new: 592,899 parameters start at random'),
  {
    ...check('labels', 'warning', 'uneven: neutral is 4.6 × negative'),
    remedy: { label: 'Use Class Weights', settings: { class_weights: 'balanced', unheard_of: 1 }, showsRows: false },
  },
  {
    ...check('rows', 'warning', '3 left out: label "neutrl" in lines 418, 902, 1207'),
    remedy: { label: 'Show', settings: {}, showsRows: true },
  },
  check('device', 'error', 'CUDA is not there any more'),
];

const defaults = {
  ...{ task: 'text-classification', text_column: 'sentence', label_column: 'sentiment', validation_size: 0.2 },
  ...{ num_train_epochs: 3, learning_rate: 2e-5, weight_decay: 0.01, per_device_train_batch_size: 16, max_steps: -1 },
  ...{ per_device_eval_batch_size: 16, eval_strategy: 'epoch', save_strategy: 'epoch', load_best_model_at_end: true },
  ...{ early_stopping_patience: 2, seed: 42, lr_scheduler_type: 'linear', warmup_steps: 0, bad_rows: 'fail' },
  ...{ adam_beta1: 0.9, adam_beta2: 0.999, adam_epsilon: 1e-8, lr_scheduler_kwargs: {}, dropout: true },
  ...{ engine: 'builtin', device: 'cpu', threads: 0, from_scratch: false },
};

/** The form of the picture of the design. */
export const readyForm: FormState = {
  name: 'phrasebank-4',
  settings: {
    ...{ model: 'distilbert/distilroberta-base', train_file: '/data/phrasebank.csv' },
    ...{ max_length: 50, warmup_steps: 0.1, early_stopping_patience: 3, bad_rows: 'skip' },
  },
  defaults,
  problems: {},
  models: [
    { value: 'distilbert/distilroberta-base', label: 'distilbert/distilroberta-base', detail: '331 MB' },
    { value: 'sample', label: 'sample', detail: 'tiny, inside of the extension' },
  ],
  files: [{ value: '/data/phrasebank.csv', label: 'phrasebank.csv', detail: 'data/phrasebank.csv' }],
  devices: [
    { device: 'cpu', works: true, reason: null },
    { device: 'cuda', works: false, reason: 'no driver' },
  ],
  preflight: {
    phase: 'ready',
    message: '',
    result: {
      ...{ checks, secondsPerStep: 0.7712, totalSteps: 342, seconds: 280, peakBytes: 1.5e9, diskBytes: 1.3e9 },
      ...{ trainedParameters: 82_000_000, newParameters: 592_899 },
    },
  },
  starting: false,
  blocked: null,
  trusted: true,
};

export const emptyForm: FormState = {
  ...readyForm,
  settings: {},
  defaults: { ...defaults, text_column: undefined, label_column: undefined },
  preflight: { phase: 'waiting', message: '', result: null },
  blocked: 'Choose a model.',
};
export const measuringForm: FormState = {
  ...readyForm,
  preflight: { phase: 'measuring', message: 'Measuring one step', result: null },
};
export const staleForm: FormState = { ...readyForm, preflight: { ...readyForm.preflight, phase: 'stale' } };
export const failedForm: FormState = {
  ...readyForm,
  preflight: {
    phase: 'failed',
    message: 'The step needs 14.1 GB, 11.2 GB are free. Try a smaller batch.',
    result: null,
  },
};
export const wrongForm: FormState = {
  ...readyForm,
  settings: { ...readyForm.settings, learning_rate: -1, eval_steps: 0 },
  problems: { learning_rate: 'learning_rate is at least 0', eval_steps: 'eval_steps is above 0' },
  blocked: 'learning_rate is at least 0',
};
export const untrustedForm: FormState = {
  ...readyForm,
  trusted: false,
  blocked: 'This workspace is not trusted: nothing is started in it.',
};
export const pythonForm: FormState = {
  ...readyForm,
  settings: { ...readyForm.settings, engine: 'python' },
  problems: { engine: 'engine is python, which does not train here.' },
};
export const loraForm: FormState = {
  ...readyForm,
  settings: { ...readyForm.settings, lora: { r: 0, lora_alpha: 16, target_modules: ['query', 'value'] } },
  problems: { 'lora.r': 'lora.r is at least 1' },
};
export const tokensForm: FormState = {
  ...readyForm,
  settings: { ...readyForm.settings, task: 'token-classification' },
  defaults: { ...defaults, tokens_column: 'tokens', label_column: 'ner_tags' },
};
