import * as v from 'valibot';
import { outcome } from '../errors/outcome';
import { deviceSchema, problemTypes } from './model';
import { placementSchema } from './placement';
import { indexSchema, tokenSchema } from './tokens';

/** Most characters of all texts of a run together; more is refused in a plain sentence. */
export const maxRunCharacters = 10_000_000;
/** Most rows of a batch. */
export const maxRunRows = 256;
/** Most windows of a sliding run, of all texts together. */
export const maxRunWindows = 4096;
/** How many tokens of a row come with the run; the rest is asked for as it becomes visible. */
export const firstTokens = 256;

/**
 * A text, taken exactly as it is, with its second sentence where the model reads pairs. `target` is the text that the
 * decoder of an encoder-decoder is given; without it the decoder gets its start token alone. Other models take none.
 */
export const inputSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(maxRunCharacters)),
  pair: v.nullable(v.pipe(v.string(), v.maxLength(maxRunCharacters))),
  target: v.optional(v.pipe(v.string(), v.maxLength(maxRunCharacters))),
});
export type RunInput = v.InferOutput<typeof inputSchema>;

export const truncationSchema = v.picklist(['longest_first', 'only_first', 'only_second']);

/** How texts become one padded batch. Null means: as the tokenizer's own settings say. */
export const encodeOptionsSchema = v.object({
  maxLength: v.nullable(indexSchema),
  truncation: truncationSchema,
  truncationSide: v.nullable(v.picklist(['left', 'right'])),
  paddingSide: v.nullable(v.picklist(['left', 'right'])),
  /** Tokens that neighbouring windows share; with a number every window of a long text becomes a row of its own. */
  stride: v.nullable(indexSchema),
  addSpecialTokens: v.boolean(),
});
export type EncodeOptions = v.InferOutput<typeof encodeOptionsSchema>;

export const defaultEncodeOptions: EncodeOptions = {
  maxLength: null,
  truncation: 'longest_first',
  truncationSide: null,
  paddingSide: null,
  stride: null,
  addSpecialTokens: true,
};

/** One row of the batch. `input` is the index of the text it came from, `window` its number among that text's windows. */
export const runRowSchema = v.object({
  input: indexSchema,
  window: indexSchema,
  /** Real tokens, special ones included, padding not. */
  length: indexSchema,
  padding: indexSchema,
  /** How many of the tokens stand for text, and how many UTF-16 units of the text and the pair they cover together. */
  textTokens: indexSchema,
  textUnits: indexSchema,
  /** How many tokens truncation cut, and the UTF-16 span that they cover in the text and the pair (null: nothing). */
  cut: indexSchema,
  cutSpan: v.nullable(v.tuple([indexSchema, indexSchema])),
  cutPairSpan: v.nullable(v.tuple([indexSchema, indexSchema])),
  /** The first {@link firstTokens} input tokens, padding included, and the first of the cut ones. */
  tokens: v.array(tokenSchema),
  cutTokens: v.array(tokenSchema),
  /** Of an encoder-decoder: how many tokens the decoder is given, its start token included, and the first of them. */
  target: v.optional(v.object({ length: indexSchema, tokens: v.array(tokenSchema) })),
});
export type RunRow = v.InferOutput<typeof runRowSchema>;

/** Sequence classification of a batch: for each row the logits and what the head's problem type makes of them. */
export const classificationSchema = v.object({
  problemType: v.picklist(problemTypes),
  /** In order of ids; as many as each row has logits. */
  labels: v.array(v.string()),
  rows: v.array(
    v.object({
      logits: v.instance(Float32Array),
      /** Softmax or sigmoid of the logits; for regression the values themselves. */
      probabilities: v.instance(Float32Array),
    }),
  ),
});
export type Classification = v.InferOutput<typeof classificationSchema>;

/** What a run was, as the views show it. Immutable; its tokens and tensors stay in the engine, found by `runId`. */
export const runSchema = v.object({
  runId: indexSchema,
  rows: v.array(runRowSchema),
  /** The length that truncation aimed at; null when nothing limits the model. */
  maxLength: v.nullable(indexSchema),
  paddingSide: v.picklist(['left', 'right']),
  /** Null when only tokens were asked for. */
  prediction: v.nullable(outcome(classificationSchema)),
  /** Where it really ran. */
  device: deviceSchema,
  /** Which nodes the device left to the CPU; null on the CPU, and where it is not known. */
  placement: v.optional(v.nullable(placementSchema)),
  threads: indexSchema,
  tokenizeMs: v.number(),
  /** Of the forward pass alone; null when there was none. */
  modelMs: v.nullable(v.number()),
  /** Of loading the model, when this run had to. */
  loadMs: v.nullable(v.number()),
});
export type Run = v.InferOutput<typeof runSchema>;
