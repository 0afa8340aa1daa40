import * as v from 'valibot';
import { deviceSchema } from '../model';
import { indexSchema } from '../tokens';
import { runRowOf } from './run-row';

/** `self`: of a model with one stack. The others are those of encoder-decoders. */
export const attentionKinds = ['self', 'encoder', 'decoder', 'cross'] as const;
export const attentionKindSchema = v.picklist(attentionKinds);
export type AttentionKind = v.InferOutput<typeof attentionKindSchema>;

export const hiddenKinds = ['self', 'encoder', 'decoder'] as const;
export const hiddenKindSchema = v.picklist(hiddenKinds);
export type HiddenKind = v.InferOutput<typeof hiddenKindSchema>;

/** Which of a row's tokens an axis is made of: those of the text, or those that the decoder is given. */
export const sequenceSchema = v.picklist(['input', 'target']);
export type Sequence = v.InferOutput<typeof sequenceSchema>;

/** The attention of one stack: `name` is the field of `transformers`' outputs, such as `attentions` or `cross_attentions`. */
export const attentionStackSchema = v.object({
  kind: attentionKindSchema,
  name: v.string(),
  layers: indexSchema,
  heads: indexSchema,
  queries: sequenceSchema,
  keys: sequenceSchema,
  /** Whether a query sees only keys before it. */
  causal: v.boolean(),
  /** Whether queries, keys and scores can be shown as well (`neuron`): not with an ONNX file from elsewhere. */
  neurons: v.boolean(),
});
export type AttentionStack = v.InferOutput<typeof attentionStackSchema>;

/** The hidden states of one stack; `states` is one more than its layers. `name` is as in `transformers`' outputs. */
export const hiddenStackSchema = v.object({
  kind: hiddenKindSchema,
  name: v.string(),
  states: indexSchema,
  hiddenSize: indexSchema,
  sequence: sequenceSchema,
  /** The token that a head reads (the first of BERT, the last of GPT); null where it reads all. Index of a token. */
  readToken: v.nullable(indexSchema),
  /** Whether the last state has passed the model's final norm. */
  finalNorm: v.boolean(),
});
export type HiddenStack = v.InferOutput<typeof hiddenStackSchema>;

/** What can be looked at inside the model for a row. */
export const internalsSchema = v.object({
  attentions: v.array(attentionStackSchema),
  hiddenStates: v.array(hiddenStackSchema),
  /** A sentence on why there are no attentions or hidden states; null where both are there. */
  missing: v.nullable(v.string()),
  /** Tokens of the row, padding included, by sequence; `target` is 0 for models with one stack. */
  tokens: v.object({ input: indexSchema, target: indexSchema }),
  /** True when every layer is kept; otherwise a layer is computed anew when it is looked at, because all would be too much. */
  kept: v.boolean(),
  device: deviceSchema,
  /** Of the forward pass that gave hidden states and attentions, in milliseconds. */
  ms: v.number(),
});
export type Internals = v.InferOutput<typeof internalsSchema>;

export const stackRequests = {
  /**
   * Computes hidden states and attentions of a row, unless that has been done. Throws `too-big` when not even one layer
   * fits into memory, `not-found` when the run was pushed out.
   */
  internals: { params: v.object(runRowOf), result: internalsSchema, progress: v.object({ message: v.string() }) },
} as const;
