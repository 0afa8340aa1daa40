import * as v from 'valibot';
import { diagramSchema, known } from './description/diagram';
import { describedTensorSchema, modelPartSchema, tensorStatisticsSchema } from './description/tensors';
import { modelKinds } from './model';
import { indexSchema } from './tokens';

export * from './description/diagram';
export * from './description/tensors';

/** More are counted, and not listed. */
export const mostTensorsListed = 30_000;
export const mostLabelsListed = 1000;
export const mostFieldsListed = 500;

const parametersSchema = v.object({
  total: indexSchema,
  parts: v.array(v.object({ part: modelPartSchema, parameters: indexSchema })),
  /** The table of embeddings serves the head as well. */
  tied: v.boolean(),
});
export type ModelParameters = v.InferOutput<typeof parametersSchema>;

/** `isDefault`: not written in config.json, but of the class. `isMain`: it decides what the model computes. */
const configFieldSchema = v.object({
  name: v.string(),
  value: v.string(),
  isDefault: v.boolean(),
  isMain: v.boolean(),
});
export type ConfigField = v.InferOutput<typeof configFieldSchema>;

const modelMemorySchema = v.object({
  /** Bytes of the weights as they are stored; null where the tensors are not known. */
  weights: known,
  dtypes: v.array(v.string()),
  /** Bytes of the weights in float32. */
  float32: known,
  /** Keys and values that a decoder keeps, in the type of the weights; null for encoders and where it is not known. */
  cache: v.nullable(v.object({ dtype: v.string(), bytesPerToken: indexSchema, maxTokens: known, bytesAtMost: known })),
});
export type ModelMemory = v.InferOutput<typeof modelMemorySchema>;

/** `token` is null where only the config is known, `id` where there is none. */
const specialTokenSchema = v.object({ role: v.string(), id: known, token: v.nullable(v.string()) });
export type SpecialToken = v.InferOutput<typeof specialTokenSchema>;

export const modelDescriptionSchema = v.object({
  /** `model_type` of config.json. */
  architecture: v.nullable(v.string()),
  className: v.nullable(v.string()),
  kind: v.picklist(modelKinds),
  task: v.nullable(v.string()),
  layers: known,
  heads: known,
  kvHeads: known,
  headSize: known,
  hiddenSize: known,
  vocabSize: known,
  maxPositions: known,
  diagram: diagramSchema,
  /** Tied weights count once; buffers do not. Null where the tensors are not known, with the reason in `withoutTensors`. */
  parameters: v.nullable(parametersSchema),
  /** Fields of config.json by name, those that matter most first. */
  configuration: v.array(configFieldSchema),
  memory: modelMemorySchema,
  labels: v.object({ count: indexSchema, names: v.array(v.string()) }),
  specialTokens: v.array(specialTokenSchema),
  /** Relative to the model's folder. */
  files: v.array(v.string()),
  /** Bytes of headers and config that all this was read from. */
  bytesRead: indexSchema,
  /** How many tensors there are; `tensors` lists the first {@link mostTensorsListed}. */
  tensorCount: indexSchema,
  tensors: v.array(describedTensorSchema),
  /** Why the tensors are not known; null where they are. */
  withoutTensors: v.nullable(v.string()),
  /** Null where `tensorStatistics` can be asked for; otherwise why not. */
  withoutStatistics: v.nullable(v.string()),
  /** config.json as it is; null where it is too long to be sent. */
  configText: v.nullable(v.string()),
});
export type ModelDescription = v.InferOutput<typeof modelDescriptionSchema>;

/** Of the opened model. Reading a tensor may take seconds: it tells progress in bytes and can be cancelled. */
export const descriptionRequests = {
  /** What the model is made of. Throws where there is no config.json. */
  describe: { params: v.object({}), result: modelDescriptionSchema },
  tensorStatistics: {
    params: v.object({ name: v.pipe(v.string(), v.maxLength(10_000)) }),
    result: tensorStatisticsSchema,
    progress: v.object({ done: indexSchema, total: indexSchema }),
  },
} as const;
export type DescriptionRequest = keyof typeof descriptionRequests;
