import * as v from 'valibot';
import { errorDataSchema } from '../../errors/lens-error';
import { deviceSchema } from '../model';
import { maxRunCharacters } from '../run';
import { indexSchema } from '../tokens';
import { generationSettingsSchema } from './settings';

/** Most tokens of one sequence, prompt included, that a view asks for. */
export const maxSequenceTokens = 1_000_000;
/** Most alternatives of a step that are asked for at once. */
export const maxAlternatives = 200;

const probabilitySchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const idsSchema = v.pipe(v.array(indexSchema), v.maxLength(maxSequenceTokens));

/** A token as a person reads it. `text` is what it adds to the text before it; empty where it only begins a character. */
export const pieceSchema = v.object({
  id: indexSchema,
  /** The vocabulary's form, such as `Ġis`. */
  token: v.string(),
  text: v.string(),
  /** A token that is no text: the end of a text, for one. */
  special: v.boolean(),
});
export type Piece = v.InferOutput<typeof pieceSchema>;

/** A token that was generated. */
export const generatedTokenSchema = v.object({
  ...pieceSchema.entries,
  /** Softmax of the logits. */
  probability: probabilitySchema,
  /** After all processors and warpers. */
  processedProbability: probabilitySchema,
  /** Among all logits; 1 is the highest. */
  rank: v.pipe(indexSchema, v.minValue(1)),
});
export type GeneratedToken = v.InferOutput<typeof generatedTokenSchema>;

/** Why a sequence ended: an end token, its length, a stop string, or because it was stopped. */
export const sequenceEndSchema = v.picklist(['token', 'length', 'stop-string', 'stopped']);

export const generatedSequenceSchema = v.object({
  tokens: v.array(generatedTokenSchema),
  end: sequenceEndSchema,
  /** Of beam search: the sum of log-probabilities divided by length to the power of the length penalty; else null. */
  score: v.nullable(v.number()),
});

/**
 * What a text goes on from. `chat`: the prompt is what a person says, and the model's chat template is put around it.
 * `prefix`: tokens behind the prompt that are there already, which a branch goes on from. They count as generated for every
 * setting, `max_new_tokens` among them, so that the same tokens come behind them as came there.
 */
export const promptSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(maxRunCharacters)),
  chat: v.boolean(),
  prefix: idsSchema,
});
export type GenerationPrompt = v.InferOutput<typeof promptSchema>;

/** What generating took. */
export const generationCostSchema = v.object({
  device: deviceSchema,
  /** From the request to the first token, a model in memory provided; null before it. */
  firstTokenMs: v.nullable(v.number()),
  /** Of all sequences together, behind the first token; null before there is a second. */
  tokensPerSecond: v.nullable(v.number()),
  /** Keys and values of all sequences; 0 for a model that reads its text anew at each step. */
  cacheBytes: indexSchema,
  /** How weights are kept in memory, such as `float32` or `int8 blocks`. */
  weights: v.string(),
});
export type GenerationCost = v.InferOutput<typeof generationCostSchema>;

/** What was generated since the last message. Of beam search nothing but the message: beams are given up on the way. */
export const generationProgressSchema = v.object({
  /** What is at work before tokens come, such as "Loading gpt2"; null once they do. */
  message: v.nullable(v.string()),
  /** The prompt as the model reads it, once, in the first message that knows it. */
  prompt: v.nullable(v.array(pieceSchema)),
  added: v.array(v.object({ sequence: indexSchema, tokens: v.array(generatedTokenSchema) })),
  cost: v.nullable(generationCostSchema),
});
export type GenerationProgress = v.InferOutput<typeof generationProgressSchema>;

export const generationResultSchema = v.object({
  /** Names what the engine keeps of its steps, for `generationStep`. */
  generation: indexSchema,
  prompt: v.array(pieceSchema),
  sequences: v.array(generatedSequenceSchema),
  cost: generationCostSchema,
});
export type GenerationResult = v.InferOutput<typeof generationResultSchema>;

/** What the model's files and transformers say where a person says nothing, and whether the model can generate. */
export const generationDefaultsSchema = v.object({
  /** Why the model cannot go on with a text; null when it can. */
  refusal: v.nullable(errorDataSchema),
  /** generation_config.json, else transformers' defaults. */
  settings: generationSettingsSchema,
  /** Settings of generation_config.json that are not applied here. */
  ignored: v.array(v.string()),
  hasChatTemplate: v.boolean(),
  /** The most tokens of prompt and text together; null without end. */
  room: v.nullable(indexSchema),
});
export type GenerationDefaults = v.InferOutput<typeof generationDefaultsSchema>;

/** A step: the token that was chosen behind `prompt.prefix`. */
const stepOf = { prompt: promptSchema, settings: generationSettingsSchema, chosen: indexSchema };

/**
 * A token that could have come. `probabilities` are over the whole vocabulary: as the model gives it, then after each stage
 * of `stages`; 0 from the stage on that cut it.
 */
export const alternativeSchema = v.object({
  ...pieceSchema.entries,
  logit: v.number(),
  rank: v.pipe(indexSchema, v.minValue(1)),
  probabilities: v.array(probabilitySchema),
});
export type Alternative = v.InferOutput<typeof alternativeSchema>;

/** Everything that a step was chosen from. */
export const stepDetailSchema = v.object({
  vocabSize: indexSchema,
  /** What was applied, in order, by the names of `GenerationConfig`; only what changes something is there. */
  stages: v.array(v.object({ name: v.string(), value: v.string(), left: indexSchema })),
  /** The highest logits, and the chosen token where it is not among them. */
  alternatives: v.array(alternativeSchema),
  /** All other tokens together, in the same columns as `alternatives`. */
  others: v.object({ count: indexSchema, probabilities: v.array(probabilitySchema) }),
  /** Entropy of the model's distribution and of the one that was drawn from, in bits. */
  entropy: v.tuple([v.number(), v.number()]),
});
export type StepDetail = v.InferOutput<typeof stepDetailSchema>;

/** What a step read: attention of the last token before it over all tokens up to and with itself. */
export const stepReadsSchema = v.object({
  layer: indexSchema,
  layers: indexSchema,
  heads: indexSchema,
  /** Whose tokens `weights` are over: the text itself, or of an encoder-decoder the encoder's text (cross-attention). */
  kind: v.picklist(['self', 'cross']),
  /** [key]; sums to 1. */
  weights: v.instance(Float32Array),
  /** The tokens of `weights`. */
  pieces: v.array(pieceSchema),
});
export type StepReads = v.InferOutput<typeof stepReadsSchema>;

/** What views ask about going on with a text. */
export const generationRequests = {
  generationDefaults: { params: v.object({}), result: generationDefaultsSchema },
  /** Goes on with a prompt. One at a time; a request that is cancelled stops between two tokens. */
  generate: {
    params: v.object({ prompt: promptSchema, settings: generationSettingsSchema, seed: indexSchema }),
    result: generationResultSchema,
    progress: generationProgressSchema,
  },
  /**
   * What a step was chosen from. Kept logits are used where `at` names a step that is still kept, counted from the first
   * token of its generation (behind that one's prefix); else the tokens before it are read again.
   */
  generationStep: {
    params: v.object({
      ...stepOf,
      at: v.nullable(v.object({ generation: indexSchema, sequence: indexSchema, step: indexSchema })),
      top: v.pipe(indexSchema, v.maxValue(maxAlternatives)),
    }),
    result: stepDetailSchema,
  },
  /** What a step attended to. `layer` null: the last one; `head` null: the mean of the heads. */
  generationReads: {
    params: v.object({
      prompt: promptSchema,
      kind: v.picklist(['self', 'cross']),
      layer: v.nullable(indexSchema),
      head: v.nullable(indexSchema),
    }),
    result: stepReadsSchema,
  },
} as const;
