import * as v from 'valibot';
import { runRowOf } from '../internals/run-row';
import { indexSchema, tokenSchema } from '../tokens';

/** How many alternatives of a token are known. */
export const keptAlternatives = 8;

/**
 * How a language model expected a text, token by token. `part` says which tokens of the row these are: those of the text,
 * or those that an encoder-decoder is to write (`target`), where a value belongs to the token behind its place among the
 * decoder's inputs. All arrays are by token; a token that nothing comes before has no score (NaN, rank 0).
 */
export const surpriseSchema = v.object({
  part: v.picklist(['input', 'target']),
  /** The index of the first token in the row's part: padding may stand before it. */
  from: indexSchema,
  /** Natural logarithms of softmax over the vocabulary. */
  logProbabilities: v.instance(Float32Array),
  /** Among all logits, 1 is the highest. */
  ranks: v.instance(Int32Array),
  /** How many tokens have a score. */
  scored: indexSchema,
  /** Mean negative log-likelihood of the scored tokens in nats: `loss` with `labels=input_ids`; null where there are none. */
  loss: v.nullable(v.number()),
  /** exp(loss). */
  perplexity: v.nullable(v.number()),
  /** Of a target: the last token to be written, which the decoder is not given; else null. */
  last: v.nullable(tokenSchema),
});
export type Surprise = v.InferOutput<typeof surpriseSchema>;

/** A token that could have come. */
export const expectedTokenSchema = v.object({
  id: indexSchema,
  token: v.string(),
  readable: v.string(),
  probability: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});
export type ExpectedToken = v.InferOutput<typeof expectedTokenSchema>;

export const surpriseRequests = {
  /** Scores the text of a row. Throws `unsupported` for models that do not write, `usage` where a target is missing. */
  surprise: {
    params: v.object(runRowOf),
    result: surpriseSchema,
    progress: v.object({ message: v.string() }),
  },
  /** What the model expected in place of a scored token, `index` counted as in {@link surpriseSchema}; the likeliest first. */
  expected: {
    params: v.object({ ...runRowOf, index: indexSchema }),
    result: v.object({ alternatives: v.array(expectedTokenSchema) }),
  },
} as const;
