import type { GenerationSettings } from '../../common/contracts/generation';
import { LensError } from '../../common/errors/lens-error';
import type { Options, OptionSpecs } from '../arguments/options';

/** Options for how text is generated. What is not given comes from the model's files, then from transformers' defaults. */
export const settingOptions: OptionSpecs = {
  'max-new-tokens': { value: 'N', help: 'The most new tokens; 20 unless the model says otherwise.' },
  'min-new-tokens': { value: 'N', help: 'No end token before so many new tokens.' },
  stop: { value: 'S', many: true, help: 'Ends a text that this completes; it stays in the text.' },
  'eos-token-id': { value: 'N', many: true, help: 'The token that ends a text; -1 for none.' },
  'do-sample': { value: 'B', bare: 'true', help: 'Draws each token at random by its probability: true or false.' },
  temperature: { value: 'X', help: 'Sampling: below 1 makes likely tokens likelier, above 1 less so.' },
  'top-k': {
    value: 'N',
    help: 'Sampling: only the N most probable tokens; 0 for all. 50 unless the model says otherwise.',
  },
  'top-p': { value: 'P', help: 'Sampling: only the most probable tokens whose probabilities sum to P.' },
  'min-p': { value: 'P', help: 'Sampling: only tokens at least P times as probable as the most probable one.' },
  'typical-p': { value: 'P', help: 'Sampling: only the tokens closest to the expected surprise, to a sum of P.' },
  'repetition-penalty': { value: 'X', help: 'Above 1 makes tokens less likely that are there already.' },
  'no-repeat-ngram-size': { value: 'N', help: 'No run of N tokens comes twice; 0 for no such rule.' },
  'num-beams': { value: 'N', help: 'How many ways on are followed at once to find the most probable text.' },
  'num-return-sequences': { value: 'N', help: 'How many texts are given for each prompt.' },
  'length-penalty': { value: 'X', help: 'Beams: above 0 favours longer texts, below 0 shorter ones.' },
  'early-stopping': {
    value: 'B',
    bare: 'true',
    words: ['never'],
    help: 'Beams: whether to stop when there are enough texts: true, false (when better ones are unlikely) or never (when none can be better).',
  },
};

/** The settings that were given. @throws LensError `usage` for values that cannot be */
export function givenSettings(options: Options): Partial<GenerationSettings> {
  const early = options.choice('early-stopping', ['true', 'false', 'never']);
  const samples = options.choice('do-sample', ['true', 'false']);
  return {
    max_new_tokens: options.count('max-new-tokens', 1),
    min_new_tokens: options.count('min-new-tokens'),
    stop_strings: options.has('stop') ? [...options.all('stop')] : null,
    eos_token_id: endTokens(options),
    do_sample: samples === null ? null : samples === 'true',
    temperature: above(options, 'temperature'),
    top_k: options.count('top-k'),
    top_p: options.number('top-p', 0, 1),
    min_p: options.number('min-p', 0, 1),
    typical_p: options.number('typical-p', 0, 1),
    repetition_penalty: above(options, 'repetition-penalty'),
    no_repeat_ngram_size: options.count('no-repeat-ngram-size'),
    num_beams: options.count('num-beams', 1),
    num_return_sequences: options.count('num-return-sequences', 1),
    length_penalty: options.number('length-penalty'),
    early_stopping: early === null || early === 'never' ? early : early === 'true',
  };
}

function above(options: Options, name: string): number | null {
  const value = options.number(name, 0);
  if (value === 0) throw new LensError('usage', `--${name} takes a number above 0.`);
  return value;
}

/** -1 stands for no end token, whatever the model's files say. */
function endTokens(options: Options): number[] | null {
  if (!options.has('eos-token-id')) return null;
  const ids = options.all('eos-token-id').map((text) => (/^(?:-1|\d{1,15})$/.test(text) ? Number(text) : NaN));
  const wrong = ids.findIndex(Number.isNaN);
  if (wrong >= 0) {
    const text = options.all('eos-token-id')[wrong] ?? '';
    throw new LensError('usage', `--eos-token-id takes the number of a token, or -1 for none, not "${text}".`);
  }
  if (ids.includes(-1) && ids.length > 1) {
    throw new LensError('usage', '--eos-token-id -1 (none) cannot be given with other tokens.');
  }
  return ids.filter((id) => id >= 0);
}
