import * as v from 'valibot';
import { modelInfoSchema } from '../model';
import { indexSchema } from '../tokens';
import { offeredStorageSchema, weightStorageSchema } from '../weight-storage';
import { repoFileSchema } from './repo';

/**
 * Whether a model of the Hub runs on this machine.
 *
 * - `runs`: it does; `downloaded`: it does and is in the cache already.
 * - `not_yet`: its architecture, task or kind of weights is not covered.
 * - `gated`: the Hub asks for an agreement or a sign-in before its files can be read.
 * - `too_big`: it needs more memory than the machine has free.
 * - `unknown`: its files could not be read (offline, broken, not there).
 */
export const verdictStates = ['runs', 'downloaded', 'not_yet', 'gated', 'too_big', 'unknown'] as const;

/** `reason` completes the state in a few words: "safetensors float32, ONNX", "architecture xlnet". */
export const verdictSchema = v.object({ state: v.picklist(verdictStates), reason: v.string() });
export type Verdict = v.InferOutput<typeof verdictSchema>;

/** One line of the details: what was checked, and what was found. */
export const checkSchema = v.object({
  what: v.picklist(['weights', 'architecture', 'tokenizer', 'inside', 'memory', 'access']),
  state: v.picklist(['yes', 'no', 'warning', 'info']),
  text: v.string(),
});
export type Check = v.InferOutput<typeof checkSchema>;

export const weightFormats = ['safetensors', 'bin', 'onnx'] as const;

/** Weights of a repository that can be chosen: a file with all that belongs to it. */
export const weightsChoiceSchema = v.object({
  /** The file or index that names the choice, as `--weights` takes it: `model.safetensors`, `onnx/model_int8.onnx`. */
  path: v.string(),
  format: v.picklist(weightFormats),
  /** Names as torch has them (`float32`, `bfloat16`), for ONNX files what their name says (`int8`, `q4`). */
  dtypes: v.array(v.string()),
  /** All of its files: shards, external data. */
  files: v.array(repoFileSchema),
  bytes: indexSchema,
  /** Estimated bytes of memory that running it takes, with its weights kept as `storage` says; else the least of `storages`. */
  memoryBytes: indexSchema,
  /** The ways to keep its weights in memory, the most exact first; none for ONNX files, which keep them as they are. */
  storages: v.optional(v.array(offeredStorageSchema)),
  /** The most exact of them that fits into the memory that is free. */
  storage: v.optional(weightStorageSchema),
  /** Null when it runs here, else why not. */
  problem: v.nullable(v.string()),
});
export type WeightsChoice = v.InferOutput<typeof weightsChoiceSchema>;

/** What is known of a repository before anything of its weights is downloaded. */
export const repoFactsSchema = v.object({
  /** The text of config.json; null when there is none. */
  config: v.nullable(v.string()),
  files: v.array(repoFileSchema),
  /** The text of model.safetensors.index.json; null when there is none. */
  index: v.nullable(v.string()),
  /** The headers of safetensors files: the first `8 + N` bytes of each. */
  headers: v.array(v.object({ path: v.string(), fileBytes: indexSchema, header: v.instance(Uint8Array) })),
  /** Memory that is free for a model, in bytes. */
  memoryBytes: indexSchema,
});
export type RepoFacts = v.InferOutput<typeof repoFactsSchema>;

/** What the engine makes of {@link repoFactsSchema}: from config, file list and headers, never from tags. */
export const assessmentSchema = v.object({
  verdict: verdictSchema,
  checks: v.array(checkSchema),
  choices: v.array(weightsChoiceSchema),
  /** The `path` of the choice that is used unless another is asked for; null when none runs. */
  chosen: v.nullable(v.string()),
  /** `model_type` of config.json. */
  architecture: v.nullable(v.string()),
  /** Facts of the model as far as config and headers tell them; null without a config that names its architecture. */
  info: v.nullable(modelInfoSchema),
});
export type Assessment = v.InferOutput<typeof assessmentSchema>;
