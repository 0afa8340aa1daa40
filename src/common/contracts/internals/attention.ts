import * as v from 'valibot';
import { indexSchema } from '../tokens';
import { axisOptionsSchema, axisSchema, rangeSchema, runRowOf } from './run-row';
import { attentionKindSchema } from './stacks';

/** Most cells whose exact values one answer holds. */
export const maxExactCells = 65_536;
/** Most pixels of one picture. */
export const maxPicturePixels = 1_048_576;
/** Most links of all heads that one answer holds. */
export const maxStrongest = 200;
/** Most bytes of all thumbnails together. */
export const maxThumbnailBytes = 3_000_000;

/**
 * One matrix of attention. `weights`: of a head; without `head` the mean over heads, without `layer` the mean over layers.
 * `rollout`: the product up to `layer` (the last one without), which has no heads (Abnar and Zuidema 2020: mean of heads,
 * half identity, rows normalised; later layers multiply from the left).
 */
export const matrixSchema = v.object({
  kind: attentionKindSchema,
  of: v.picklist(['weights', 'rollout']),
  layer: v.nullable(indexSchema),
  head: v.nullable(indexSchema),
});
export type Matrix = v.InferOutput<typeof matrixSchema>;

const matrixOf = { ...runRowOf, matrix: matrixSchema, axis: axisOptionsSchema };
const float32 = v.instance(Float32Array);
const int32 = v.instance(Int32Array);

/** The grid of all heads; of rollout, which has none, `heads` is 0. A thumbnail's pixel is the largest weight that falls on it, as `round(255 * sqrt(weight))`. */
export const attentionGridSchema = v.object({
  queries: axisSchema,
  keys: axisSchema,
  layers: indexSchema,
  heads: indexSchema,
  width: indexSchema,
  height: indexSchema,
  /** [layers, heads + 1, height, width]; the last of each layer is the mean of its heads. */
  thumbnails: v.instance(Uint8Array),
  /** Mean entropy of a head's rows in bits, [layers, heads]. */
  entropy: float32,
  /** Mean distance that a head looks, in tokens, weighted by attention, [layers, heads]; of cross-attention NaN. */
  distance: float32,
});
export type AttentionGrid = v.InferOutput<typeof attentionGridSchema>;

/** Links from query to key, strongest first; indices into the axes. */
export const linksSchema = v.object({
  layers: int32,
  heads: int32,
  queries: int32,
  keys: int32,
  weights: float32,
  /** How many there are in all, above the threshold. */
  total: indexSchema,
});
export type Links = v.InferOutput<typeof linksSchema>;

/** What the chosen tokens attend to (`from`), or what attends to them (`to`): their sum. */
export const attentionProfileSchema = v.object({
  /** By entry of the other axis. */
  weights: float32,
  /** The same, mean over heads, of each layer: [layers, entries]. */
  throughLayers: float32,
  /** Of the weights as a distribution, in bits; meaningful for one token and `from`. */
  entropy: v.number(),
});
export type AttentionProfile = v.InferOutput<typeof attentionProfileSchema>;

/** How one head comes to one weight. Vectors are as the scores are made of them: after rotation, where there is one. */
export const neuronSchema = v.object({
  query: float32,
  key: float32,
  /** `query[i] * key[i]`; its sum times `scale` is the score, before what is added to it. */
  product: float32,
  scale: v.number(),
  /** What position or mask add to the score; 0 where nothing is added. */
  bias: v.number(),
  /** What softmax is taken of. */
  score: v.number(),
  weight: v.number(),
  /** Scores and weights of the query for every token. */
  scores: float32,
  weights: float32,
});
export type Neuron = v.InferOutput<typeof neuronSchema>;

export const attentionRequests = {
  attentionGrid: {
    params: v.object({
      ...runRowOf,
      kind: attentionKindSchema,
      of: v.picklist(['weights', 'rollout']),
      axis: axisOptionsSchema,
      /** Pixels of a thumbnail's longer side, at most; fewer come when there are many heads. */
      size: v.pipe(indexSchema, v.minValue(8), v.maxValue(128)),
      /** Of the weights, one layer alone: the answer has that layer only, its pictures as large as among all layers. */
      layer: v.optional(indexSchema),
    }),
    result: attentionGridSchema,
    progress: v.object({ message: v.string() }),
  },
  /** A part of a matrix as a picture: the largest weight under each pixel as `round(255 * sqrt(weight))`, [height, width]. */
  attentionPicture: {
    params: v.object({ ...matrixOf, queries: rangeSchema, keys: rangeSchema, width: indexSchema, height: indexSchema }),
    result: v.object({ pixels: v.instance(Uint8Array), width: indexSchema, height: indexSchema }),
  },
  /** A part of a matrix as it is: [queries, keys], at most {@link maxExactCells}. */
  attentionValues: {
    params: v.object({ ...matrixOf, queries: rangeSchema, keys: rangeSchema }),
    result: v.object({ values: float32 }),
  },
  attentionProfile: {
    params: v.object({
      ...matrixOf,
      chosen: v.pipe(v.array(indexSchema), v.minLength(1), v.maxLength(4096)),
      direction: v.picklist(['from', 'to']),
    }),
    result: attentionProfileSchema,
  },
  /** Links of one matrix at or over a threshold, for the lines between tokens. */
  attentionLinks: {
    params: v.object({ ...matrixOf, threshold: v.number(), limit: v.pipe(indexSchema, v.maxValue(5000)) }),
    result: linksSchema,
  },
  /** The strongest links of all heads of a kind; `betweenWords` leaves special tokens and a token's look at itself out. */
  strongestLinks: {
    params: v.object({
      ...runRowOf,
      kind: attentionKindSchema,
      axis: axisOptionsSchema,
      betweenWords: v.boolean(),
      limit: v.pipe(indexSchema, v.maxValue(maxStrongest)),
    }),
    result: linksSchema,
  },
  /** `query` and `key` are tokens, not entries of an axis. */
  neuron: {
    params: v.object({
      ...runRowOf,
      kind: attentionKindSchema,
      layer: indexSchema,
      head: indexSchema,
      query: indexSchema,
      key: indexSchema,
    }),
    result: neuronSchema,
  },
} as const;
