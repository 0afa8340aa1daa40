import * as v from 'valibot';

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const idList = v.pipe(v.array(wholeNumber), v.maxLength(100_000));
const given = <const Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null);

/**
 * How text is generated, by the names of transformers' `GenerationConfig`; null where nothing is said. A file
 * (generation_config.json) or a person gives them.
 */
export const generationSettingsSchema = v.object({
  max_new_tokens: given(wholeNumber),
  /** Prompt and new tokens together. */
  max_length: given(wholeNumber),
  min_new_tokens: given(wholeNumber),
  min_length: given(wholeNumber),
  stop_strings: given(v.union([v.string(), v.array(v.string())])),
  /** One or several tokens that end a text. */
  eos_token_id: given(v.union([wholeNumber, idList])),
  do_sample: given(v.boolean()),
  temperature: given(v.pipe(v.number(), v.finite(), v.minValue(0))),
  /** 0 for all tokens. */
  top_k: given(wholeNumber),
  top_p: given(share),
  min_p: given(share),
  typical_p: given(share),
  repetition_penalty: given(positive),
  no_repeat_ngram_size: given(wholeNumber),
  num_beams: given(v.pipe(wholeNumber, v.minValue(1))),
  num_return_sequences: given(v.pipe(wholeNumber, v.minValue(1))),
  length_penalty: given(v.pipe(v.number(), v.finite())),
  early_stopping: given(v.union([v.boolean(), v.literal('never')])),
  bad_words_ids: given(v.array(idList)),
  suppress_tokens: given(idList),
  begin_suppress_tokens: given(idList),
  forced_bos_token_id: given(wholeNumber),
  forced_eos_token_id: given(v.union([wholeNumber, idList])),
});

export type GenerationSettings = v.InferOutput<typeof generationSettingsSchema>;
