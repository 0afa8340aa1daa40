import * as v from 'valibot';
import { generationSettingsSchema, type GenerationSettings } from '../../../common/contracts/generation';
import { LensError } from '../../../common/errors/lens-error';
import { usualNewTokens } from './new-tokens';

/** Settings of which every one is decided. Lengths that depend on the prompt are worked out by `newTokensFor`. */
export interface ResolvedSettings {
  readonly max_new_tokens: number | null;
  readonly max_length: number | null;
  readonly min_new_tokens: number;
  readonly min_length: number;
  readonly stop_strings: readonly string[];
  /** `eos_token_id`; empty where nothing but length ends a text. */
  readonly endIds: readonly number[];
  readonly do_sample: boolean;
  readonly temperature: number;
  readonly top_k: number;
  readonly top_p: number;
  readonly min_p: number;
  readonly typical_p: number;
  readonly repetition_penalty: number;
  readonly no_repeat_ngram_size: number;
  readonly num_beams: number;
  readonly num_return_sequences: number;
  readonly length_penalty: number;
  readonly early_stopping: boolean | 'never';
  readonly bad_words_ids: readonly (readonly number[])[];
  readonly suppress_tokens: readonly number[];
  readonly begin_suppress_tokens: readonly number[];
  readonly forced_bos_token_id: number | null;
  readonly forcedEndIds: readonly number[];
}

/** What transformers does where nobody says anything. */
const usualSettings = {
  min_new_tokens: 0,
  min_length: 0,
  do_sample: false,
  temperature: 1,
  top_k: 50,
  top_p: 1,
  min_p: 0,
  typical_p: 1,
  repetition_penalty: 1,
  no_repeat_ngram_size: 0,
  num_beams: 1,
  num_return_sequences: 1,
  length_penalty: 1,
  early_stopping: false,
} as const satisfies Partial<GenerationSettings>;

/** Nothing said. */
export const noSettings: GenerationSettings = v.parse(generationSettingsSchema, {});

/** What holds where a person says nothing: the model's own settings, else transformers' defaults. */
export function defaultSettings(own: GenerationSettings): GenerationSettings {
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
  const length = own.max_length === null ? { max_new_tokens: usualNewTokens } : {};
  return { ...own, ...usualSettings, ...length, ...said };
}

/** As many beams and sequences as anybody looks at; each is a row of the batch. */
const mostRows = 256;

/**
 * What a person says, else what the model's files say, else transformers' defaults.
 * @throws LensError `usage` for settings that do not go together
 */
export function resolveSettings(
  asked: Partial<GenerationSettings>,
  own: Partial<GenerationSettings>,
): ResolvedSettings {
  const pick = <Name extends keyof GenerationSettings>(name: Name): GenerationSettings[Name] | undefined =>
    asked[name] ?? own[name] ?? undefined;
  const usual = <Name extends keyof typeof usualSettings>(name: Name) => pick(name) ?? usualSettings[name];
  // A length that a person gives is not cut short by one of the file.
  const fileLength = asked.max_new_tokens == null ? pick('max_length') : asked.max_length;
  const settings: ResolvedSettings = {
    max_new_tokens: asked.max_length == null ? (pick('max_new_tokens') ?? null) : (asked.max_new_tokens ?? null),
    max_length: fileLength ?? null,
    min_new_tokens: usual('min_new_tokens'),
    min_length: usual('min_length'),
    stop_strings: [pick('stop_strings') ?? []].flat(),
    endIds: [pick('eos_token_id') ?? []].flat(),
    do_sample: usual('do_sample'),
    temperature: usual('temperature'),
    top_k: usual('top_k'),
    top_p: usual('top_p'),
    min_p: usual('min_p'),
    typical_p: usual('typical_p'),
    repetition_penalty: usual('repetition_penalty'),
    no_repeat_ngram_size: usual('no_repeat_ngram_size'),
    num_beams: usual('num_beams'),
    num_return_sequences: usual('num_return_sequences'),
    length_penalty: usual('length_penalty'),
    early_stopping: usual('early_stopping'),
    bad_words_ids: pick('bad_words_ids') ?? [],
    suppress_tokens: pick('suppress_tokens') ?? [],
    begin_suppress_tokens: pick('begin_suppress_tokens') ?? [],
    forced_bos_token_id: pick('forced_bos_token_id') ?? null,
    forcedEndIds: [pick('forced_eos_token_id') ?? []].flat(),
  };
  check(settings);
  return settings;
}

function check(settings: ResolvedSettings): void {
  const { num_beams: beams, num_return_sequences: sequences, do_sample: samples } = settings;
  if (samples && settings.temperature === 0) {
    throw usage('With temperature 0 there is nothing to sample.', 'Give more than 0, or no sampling.');
  }
  if (sequences > 1 && beams === 1 && !samples) {
    throw usage(
      `Greedy search gives one sequence, not ${sequences}: all would be the same.`,
      'Sample (do_sample), or search with at least as many beams.',
    );
  }
  if (beams > 1 && sequences > beams) {
    throw usage(`${beams} beams give ${beams} sequences at most, not ${sequences}.`, 'Give more beams.');
  }
  if (Math.max(beams, sequences) > mostRows) {
    throw usage(`At most ${mostRows} beams and sequences can be followed at once.`, 'Give fewer.');
  }
  if (settings.max_new_tokens === 0)
    throw usage('max_new_tokens is 0: nothing would be generated.', 'Give at least 1.');
  if (settings.stop_strings.includes('')) throw usage('A stop string is empty.', 'Give at least one character.');
}

function usage(message: string, help: string): LensError {
  return new LensError('usage', message, help);
}
