import * as v from 'valibot';
import { outcome } from '../errors/outcome';
import type { Contract } from '../rpc/contract';
import { descriptionRequests, modelDescriptionSchema } from './description';
import { generationRequests } from './generation/engine-requests';
import { assessmentSchema, repoFactsSchema } from './hub/assessment';
import { internalsRequests } from './internals';
import { exportRequests } from './internals/export';
import { deviceSchema, modelInfoSchema } from './model';
import { classificationSchema, encodeOptionsSchema, inputSchema, maxRunRows, runSchema } from './run';
import {
  indexSchema,
  stagesSchema,
  tokenizerInfoSchema,
  tokenPartSchema,
  tokenSchema,
  vocabularySchema,
} from './tokens';
import { trainingRequests } from './training/engine-requests';
import { wordRequests } from './words';
import { storageChoiceSchema, weightStorageSchema } from './weight-storage';

const rowOf = { runId: indexSchema, row: indexSchema };

export const openResultSchema = v.object({
  tokenizer: outcome(tokenizerInfoSchema),
  model: outcome(modelInfoSchema),
  /** How the model's weights are kept in memory. */
  storage: v.optional(weightStorageSchema),
});
export type OpenResult = v.InferOutput<typeof openResultSchema>;

const inputsSchema = v.pipe(v.array(inputSchema), v.minLength(1), v.maxLength(maxRunRows));

/**
 * What an engine process answers. One process holds one model: `open` comes first and once, except before `assess`. Tokenizer and model fail
 * separately, so that a model that cannot run still shows its tokens.
 */
export const engineContract = {
  requests: {
    /** Reads config, headers and tokenizer of a model folder. `weights` picks a file in it, relative to the folder. */
    open: {
      params: v.object({
        folder: v.string(),
        weights: v.nullable(v.string()),
        device: deviceSchema,
        threads: indexSchema,
        /** How weights are to be kept; `auto` where nothing is said, and where the model or the device has not what is. */
        storage: v.optional(storageChoiceSchema),
      }),
      result: openResultSchema,
    },
    /**
     * Tokenizes a batch and, when `predict` is set, runs the model on it (loading it on first use). With `internals` the
     * same forward pass gives hidden states and attentions of the first row, where that fits; they are then asked for by
     * the requests of internals/, which otherwise compute them when they are first asked.
     */
    run: {
      params: v.object({
        inputs: inputsSchema,
        options: encodeOptionsSchema,
        predict: v.boolean(),
        internals: v.optional(v.boolean()),
      }),
      result: runSchema,
      progress: v.object({ message: v.string() }),
    },
    /** Classifies texts without keeping anything of them: the rows of a file. `lengths` counts tokens before the cut. */
    classify: {
      params: v.object({ inputs: inputsSchema, options: encodeOptionsSchema }),
      result: v.object({
        classification: classificationSchema,
        lengths: v.instance(Int32Array),
        maxLength: v.nullable(indexSchema),
      }),
    },
    /** Tokens `from` to `to` (exclusive) of a row. Throws `not-found` when the run was pushed out by newer ones. */
    tokens: {
      params: v.object({ ...rowOf, part: tokenPartSchema, from: indexSchema, to: indexSchema }),
      result: v.array(tokenSchema),
    },
    /**
     * The tokens, cut ones included, that touch the UTF-16 range of the text or the pair; at most `limit`. `index` is
     * the position in the part.
     */
    tokensInRange: {
      params: v.object({
        ...rowOf,
        sequence: v.picklist([0, 1]),
        start: indexSchema,
        end: indexSchema,
        limit: indexSchema,
      }),
      result: v.array(v.object({ part: tokenPartSchema, index: indexSchema, token: tokenSchema })),
    },
    /** The pipeline's stages for the beginning of a row's text. */
    stages: { params: v.object({ ...rowOf, maxCharacters: indexSchema }), result: stagesSchema },
    /** Searches the vocabulary for a text or an id. */
    vocabulary: {
      params: v.object({ query: v.pipe(v.string(), v.maxLength(1000)), limit: indexSchema }),
      result: vocabularySchema,
    },
    ...internalsRequests,
    ...exportRequests,
    ...descriptionRequests,
    ...trainingRequests,
    ...wordRequests,
    ...generationRequests,
    /** Whether a model of the Hub would run here, from what is known of its files. Needs no `open`, and no native module. */
    assess: { params: repoFactsSchema, result: assessmentSchema },
    /** What a model of the Hub is made of, from config and headers alone. Needs no `open`, and no native module. */
    describeRepo: { params: repoFactsSchema, result: modelDescriptionSchema },
    /** Memory of the process in bytes. */
    memory: { params: v.object({}), result: v.object({ resident: indexSchema, peak: indexSchema }) },
  },
  notifications: {},
} as const satisfies Contract;

export type EngineContract = typeof engineContract;
