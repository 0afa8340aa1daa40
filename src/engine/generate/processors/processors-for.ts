import type { ResolvedSettings } from '../settings/resolve-settings';
import { forcedBeginning, forcedEnd, minLength, minNewTokens, suppressed, suppressedAtBeginning } from './lengths';
import { noBadWords, noRepeatNgrams, repetitionPenalty } from './penalties';
import type { Processor } from './processor';
import { minP, temperature, topK, topP, typicalP } from './warpers';

/** The processors and, when sampling, warpers of the settings in the order of `_get_logits_processor` of transformers. */
export function processorsFor(settings: ResolvedSettings): readonly Processor[] {
  return settings.do_sample ? [...plain(settings), ...warpers(settings)] : plain(settings);
}

function plain(settings: ResolvedSettings): Processor[] {
  const { endIds, forced_bos_token_id: first, forcedEndIds } = settings;
  return [
    ...when(settings.repetition_penalty !== 1, () => repetitionPenalty(settings.repetition_penalty)),
    ...when(settings.no_repeat_ngram_size > 0, () => noRepeatNgrams(settings.no_repeat_ngram_size)),
    ...when(settings.bad_words_ids.length > 0, () => noBadWords(settings.bad_words_ids, endIds)),
    ...when(settings.min_length > 0, () => minLength(settings.min_length, endIds)),
    ...when(settings.min_new_tokens > 0, () => minNewTokens(settings.min_new_tokens, endIds)),
    ...(first === null ? [] : [forcedBeginning(first)]),
    ...when(forcedEndIds.length > 0, () => forcedEnd(forcedEndIds)),
    ...when(settings.suppress_tokens.length > 0, () => suppressed(settings.suppress_tokens)),
    ...when(settings.begin_suppress_tokens.length > 0, () =>
      suppressedAtBeginning(settings.begin_suppress_tokens, first !== null),
    ),
  ];
}

function warpers(settings: ResolvedSettings): Processor[] {
  // Beams that are sampled must find a way on beside every end token.
  const atLeast = settings.num_beams > 1 ? settings.endIds.length + 1 : 1;
  return [
    ...when(settings.temperature !== 1, () => temperature(settings.temperature)),
    ...when(settings.top_k > 0, () => topK(settings.top_k, atLeast)),
    ...when(settings.top_p < 1, () => topP(settings.top_p, atLeast)),
    ...when(settings.min_p > 0, () => minP(settings.min_p, atLeast)),
    ...when(settings.typical_p < 1, () => typicalP(settings.typical_p, atLeast)),
  ];
}

function when(isOn: boolean, make: () => Processor): Processor[] {
  return isOn ? [make()] : [];
}
