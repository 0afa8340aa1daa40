import { t } from '@vscode/l10n';
import type { GenerationSettings } from '../../../../src/common/contracts/generation/settings';

export type SettingKey = keyof GenerationSettings;

/** How one setting is shown and put in. */
export interface Setting {
  readonly key: SettingKey;
  /** What it does, in a line. */
  readonly words: string;
  /** What may be put in, as the end of "top_p takes …". */
  readonly takes: string;
  readonly kind: 'number' | 'switch' | 'early-stopping' | 'strings';
  /** The value with which it does nothing; undefined when every value does something. */
  readonly off?: number;
  /** 0 makes no sense, though a file may say it. */
  readonly positive?: true;
  /** Holds only when tokens are drawn, or only with several beams. */
  readonly only?: 'sampling' | 'beams';
}

function setting(
  key: SettingKey,
  words: string,
  takes: string,
  rest: Partial<Pick<Setting, 'kind' | 'off' | 'only' | 'positive'>> = {},
): Setting {
  return { key, words, takes, kind: 'number', ...rest };
}

/** The settings of a first try, in the order in which they come to bear. */
export function commonSettings(): Setting[] {
  const count = t('a whole number from 0');
  const share = t('a number from 0 to 1');
  const sampling = { only: 'sampling' } as const;
  return [
    setting('max_new_tokens', t('The most tokens that are added.'), atLeastOne(), { positive: true }),
    setting('do_sample', t('Draws each token by its probability; else the most probable one comes.'), '', {
      kind: 'switch',
    }),
    setting('temperature', t('Below 1 makes likely tokens likelier, above 1 less so.'), t('a number above 0'), {
      positive: true,
      ...sampling,
    }),
    setting('top_k', t('Only so many of the most probable tokens can come; 0 for all.'), count, {
      off: 0,
      ...sampling,
    }),
    setting('top_p', t('Only the most probable tokens can come, up to this sum of probability.'), share, {
      off: 1,
      ...sampling,
    }),
    setting('min_p', t('Only tokens can come that are at least this part as probable as the first.'), share, {
      off: 0,
      ...sampling,
    }),
    setting('typical_p', t('Only tokens about as surprising as expected can come, up to this sum.'), share, {
      off: 1,
      ...sampling,
    }),
    setting('repetition_penalty', t('Above 1 makes tokens rarer that are there already.'), t('a number above 0')),
    setting('no_repeat_ngram_size', t('No run of so many tokens comes twice.'), count, { off: 0 }),
    setting('num_beams', t('How many ways on are followed at once to find the most probable text.'), atLeastOne()),
    setting('num_return_sequences', t('How many texts are generated at once.'), atLeastOne()),
  ];
}

/** What is needed less often. */
export function otherSettings(): Setting[] {
  const count = t('a whole number from 0');
  return [
    setting('min_new_tokens', t('No end token comes before so many new tokens.'), count, { off: 0 }),
    setting('stop_strings', t('Ends a text that this completes; it stays in the text.'), t('a text'), {
      kind: 'strings',
    }),
    setting('length_penalty', t('Above 0 favours longer texts, below 0 shorter ones.'), t('a number'), {
      only: 'beams',
    }),
    setting('early_stopping', t('Whether the search ends as soon as there are enough texts.'), '', {
      kind: 'early-stopping',
      only: 'beams',
    }),
  ];
}

function atLeastOne(): string {
  return t('a whole number from 1');
}
