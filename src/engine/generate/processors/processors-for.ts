import type { ResolvedSettings } from '../settings/resolve-settings';
import { forcedBeginning, forcedEnd, minLength, minNewTokens, suppressed, suppressedAtBeginning } from './lengths';
import { noBadWords, noRepeatNgrams, repetitionPenalty } from './penalties';
import type { Processor, Stage } from './processor';
import { minP, temperature, topK, topP, typicalP } from './warpers';

/** The processors and, when sampling, warpers of the settings in the order of `_get_logits_processor` of transformers. */
export function processorsFor(settings: ResolvedSettings): readonly Stage[] {
  return settings.do_sample ? [...plain(settings), ...warpers(settings)] : plain(settings);
}

function plain(settings: ResolvedSettings): Stage[] {
  const { endIds, forcedEndIds, forced_bos_token_id: first } = settings;
  const { repetition_penalty: penalty, no_repeat_ngram_size: size, bad_words_ids: words } = settings;
  const { min_length: length, min_new_tokens: count } = settings;
  const { suppress_tokens: never, begin_suppress_tokens: notFirst } = settings;
  return [
    ...when(penalty !== 1, 'repetition_penalty', penalty, () => repetitionPenalty(penalty)),
    ...when(size > 0, 'no_repeat_ngram_size', size, () => noRepeatNgrams(size)),
    ...when(words.length > 0, 'bad_words_ids', words, () => noBadWords(words, endIds)),
    ...when(length > 0, 'min_length', length, () => minLength(length, endIds)),
    ...when(count > 0, 'min_new_tokens', count, () => minNewTokens(count, endIds)),
    ...(first === null ? [] : when(true, 'forced_bos_token_id', first, () => forcedBeginning(first))),
    ...when(forcedEndIds.length > 0, 'forced_eos_token_id', forcedEndIds, () => forcedEnd(forcedEndIds)),
    ...when(never.length > 0, 'suppress_tokens', never, () => suppressed(never)),
    ...when(notFirst.length > 0, 'begin_suppress_tokens', notFirst, () =>
      suppressedAtBeginning(notFirst, first !== null),
    ),
  ];
}

function warpers(settings: ResolvedSettings): Stage[] {
  // Beams that are sampled must find a way on beside every end token.
  const atLeast = settings.num_beams > 1 ? settings.endIds.length + 1 : 1;
  const { temperature: heat, top_k: count, top_p: mass, min_p: least, typical_p: typical } = settings;
  return [
    ...when(heat !== 1, 'temperature', heat, () => temperature(heat)),
    ...when(count > 0, 'top_k', count, () => topK(count, atLeast)),
    ...when(mass < 1, 'top_p', mass, () => topP(mass, atLeast)),
    ...when(least > 0, 'min_p', least, () => minP(least, atLeast)),
    ...when(typical < 1, 'typical_p', typical, () => typicalP(typical, atLeast)),
  ];
}

/** The stage of a setting where it is on. */
function when(isOn: boolean, name: Stage['name'], value: Stage['value'], make: () => Processor): Stage[] {
  return isOn ? [{ name, value, process: make() }] : [];
}
