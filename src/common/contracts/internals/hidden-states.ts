import * as v from 'valibot';
import { indexSchema } from '../tokens';
import { axisOptionsSchema, axisSchema, runRowOf } from './run-row';
import { hiddenKindSchema } from './stacks';

const float32 = v.instance(Float32Array);
const statesOf = { ...runRowOf, kind: hiddenKindSchema, axis: axisOptionsSchema };

/** Most tokens whose way through the layers is projected; of longer texts these many are spread over it evenly. */
export const maxProjected = 512;

/** Hidden states of all layers in numbers. A word of several tokens is the mean of their states. */
export const hiddenOverviewSchema = v.object({
  tokens: axisSchema,
  states: indexSchema,
  /** L2 norm of each state, [states, tokens]. */
  norms: float32,
  /** Cosine between two layers' states of a token, mean over tokens ({@link maxProjected} at most): [states, states]. */
  layerCosines: float32,
  /** The way of one token (an entry of the axis) through the states: [states] each; NaN where there is none. */
  path: v.object({ token: indexSchema, toLast: float32, toMean: float32, toPrevious: float32 }),
  /** Two principal axes of all shown states together, signed so that the mean way runs to the right and upwards. */
  projection: v.object({
    /** Entries of the axis. */
    tokens: v.instance(Int32Array),
    /** [states, tokens of the projection, 2] */
    points: float32,
    /** Shares of the variance, 0 to 1. */
    explained: v.tuple([v.number(), v.number()]),
  }),
});
export type HiddenOverview = v.InferOutput<typeof hiddenOverviewSchema>;

export const hiddenRequests = {
  /** `pathOf`: the entry whose way is wanted; null for the token that the head reads, else the first. */
  hiddenOverview: {
    params: v.object({ ...statesOf, pathOf: v.nullable(indexSchema) }),
    result: hiddenOverviewSchema,
    progress: v.object({ message: v.string() }),
  },
  /**
   * Cosines between the states of tokens after one layer, [height, width]. Exact where all fit into `size`, else means of
   * blocks.
   */
  hiddenCosines: {
    params: v.object({ ...statesOf, state: indexSchema, size: v.pipe(indexSchema, v.minValue(1), v.maxValue(512)) }),
    result: v.object({ values: float32, size: indexSchema, exact: v.boolean() }),
  },
  /** Exact cosines of one entry with all others: [tokens]. */
  hiddenNeighbours: {
    params: v.object({ ...statesOf, state: indexSchema, token: indexSchema }),
    result: v.object({ cosines: float32, norm: v.number(), normBefore: v.nullable(v.number()) }),
  },
} as const;
