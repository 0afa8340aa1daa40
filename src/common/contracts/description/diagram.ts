import * as v from 'valibot';
import { indexSchema } from '../tokens';

/** A count that is null where neither config nor tensors tell it. */
export const known = v.nullable(indexSchema);

/** How a model knows the order of tokens. Numbers that the config does not tell are null. */
export const positionsSchema = v.variant('kind', [
  /** A table of learned vectors that is added to the embeddings; `reserved` of its rows stand for no position. */
  v.object({ kind: v.literal('learned'), rows: known, reserved: indexSchema }),
  v.object({ kind: v.literal('sinusoidal'), rows: known }),
  /** Queries and keys are turned; `portion` of each head's width. `localTheta`: another base in layers with a window. */
  v.object({
    kind: v.literal('rotary'),
    theta: v.nullable(v.number()),
    localTheta: v.nullable(v.number()),
    portion: v.number(),
    /** As the config names it, such as `llama3`, with its factor; null for none. */
    scaling: v.nullable(v.object({ type: v.string(), factor: v.nullable(v.number()) })),
    /** Layers that leave it out. */
    layersWithout: indexSchema,
  }),
  /** A learned bias on the scores by distance, in buckets. */
  v.object({ kind: v.literal('relative'), buckets: known, maxDistance: known }),
  /** DeBERTa: content and relative position attend to each other. */
  v.object({ kind: v.literal('disentangled'), buckets: known }),
  v.object({ kind: v.literal('alibi') }),
]);
export type Positions = v.InferOutput<typeof positionsSchema>;

export const normKinds = ['LayerNorm', 'RMSNorm'] as const;

const embeddingSchema = v.object({
  type: v.literal('embedding'),
  of: v.picklist(['tokens', 'positions', 'token-types']),
  rows: known,
  width: known,
  parameters: known,
  positions: v.nullable(positionsSchema),
  /** The table is the head's as well. */
  tied: v.boolean(),
});

const normSchema = v.object({
  type: v.literal('norm'),
  /** Null where it is not known which. */
  kind: v.nullable(v.picklist(normKinds)),
  width: known,
  parameters: known,
});

const attentionSchema = v.object({
  type: v.literal('attention'),
  of: v.picklist(['self', 'cross']),
  heads: known,
  kvHeads: known,
  headSize: known,
  /** Null where it is not known. */
  causal: v.nullable(v.boolean()),
  /** Layers that see `size` tokens at most; of all `layers` of them. */
  window: v.nullable(v.object({ size: indexSchema, layers: indexSchema })),
  positions: v.array(positionsSchema),
  /** Which of q, k, v and o have biases; null where the tensors are not known. */
  biases: v.nullable(v.array(v.picklist(['q', 'k', 'v', 'o']))),
  /** Queries and keys are normalised. */
  queryKeyNorm: v.boolean(),
  parameters: known,
});

const mlpSchema = v.object({
  type: v.literal('mlp'),
  width: known,
  innerWidth: known,
  /** Null where it is not known. */
  gated: v.nullable(v.boolean()),
  activation: v.nullable(v.string()),
  /** How many there are in a layer, of which each token passes through some; null for one that all pass through. */
  experts: v.nullable(v.object({ count: indexSchema, perToken: known })),
  parameters: known,
});

const linearSchema = v.object({
  type: v.literal('linear'),
  of: v.picklist(['embedding-projection', 'pooler']),
  from: known,
  to: known,
  parameters: known,
});

const headSchema = v.object({
  type: v.literal('head'),
  /** The Hub's name of its task; null where the class does not tell it. */
  task: v.nullable(v.string()),
  from: known,
  to: known,
  /** Its matrix is the table of token embeddings. */
  tied: v.boolean(),
  parameters: known,
});

/** A part of which only the tensors are known. `name` is as the file has it. */
const plainSchema = v.object({ type: v.literal('plain'), name: v.string(), parameters: known });

export type Block =
  | v.InferOutput<typeof embeddingSchema>
  | v.InferOutput<typeof normSchema>
  | v.InferOutput<typeof attentionSchema>
  | v.InferOutput<typeof mlpSchema>
  | v.InferOutput<typeof linearSchema>
  | v.InferOutput<typeof headSchema>
  | v.InferOutput<typeof plainSchema>;

/** Named, because the compiler cannot work out types of schemas as deep as a diagram's. */
export const blockSchema: v.GenericSchema<Block> = v.variant('type', [
  embeddingSchema,
  normSchema,
  attentionSchema,
  mlpSchema,
  linearSchema,
  headSchema,
  plainSchema,
]);
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;

/**
 * A step of a layer. `residual`: what comes in is added to what comes out. Two `branches` are computed side by side from
 * what `shared` gives, and added.
 */
export const stepSchema = v.object({
  residual: v.boolean(),
  shared: v.array(blockSchema),
  branches: v.pipe(v.array(v.array(blockSchema)), v.minLength(1), v.maxLength(2)),
});
export type Step = v.InferOutput<typeof stepSchema>;

/** An encoder or a decoder, from its embeddings to its last norm. */
export const stackSchema = v.object({
  name: v.picklist(['encoder', 'decoder']),
  before: v.array(blockSchema),
  /** How often the layer is repeated; null where it is not known. */
  layers: known,
  /** Layers that have the same weights. */
  shared: v.boolean(),
  /** Of one layer; null where they differ or are not known. */
  parametersEach: known,
  /** Of all layers. */
  layerParameters: known,
  layer: v.array(stepSchema),
  after: v.array(blockSchema),
});
export type Stack = v.InferOutput<typeof stackSchema>;

/** What the blocks of a model are. `known`: its family is; otherwise the layer lists what its tensors tell, in no order. */
export const diagramSchema = v.object({
  known: v.boolean(),
  stacks: v.pipe(v.array(stackSchema), v.maxLength(2)),
  pooler: v.nullable(blockSchema),
  head: v.nullable(blockSchema),
});
export type Diagram = v.InferOutput<typeof diagramSchema>;
