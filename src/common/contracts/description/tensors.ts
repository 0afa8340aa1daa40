import * as v from 'valibot';
import { indexSchema } from '../tokens';

/** Which part of a model a tensor belongs to. */
export const modelParts = ['embedding', 'attention', 'mlp', 'norms', 'pooler', 'head', 'other'] as const;
export const modelPartSchema = v.picklist(modelParts);
export type ModelPart = v.InferOutput<typeof modelPartSchema>;

/**
 * - `parameter`: a weight of the model.
 * - `tied`: the same as the weight `tiedTo`, whether it is in the file or not.
 * - `buffer`: no weight, such as a mask or position ids.
 * - `unused`: in the file, but no part of the model that its class names.
 */
export const tensorRoles = ['parameter', 'tied', 'buffer', 'unused'] as const;

export const describedTensorSchema = v.object({
  name: v.string(),
  /** Null where it is not known, as for packed weights of an ONNX file. */
  shape: v.nullable(v.array(indexSchema)),
  /** Names as torch has them; null for a tied one that is not in a file. */
  dtype: v.nullable(v.string()),
  /** Index into `files`; null for a tied one that is not in a file. */
  file: v.nullable(indexSchema),
  /** Numbers in it; 0 for what is no parameter of its own. */
  parameters: indexSchema,
  role: v.picklist(tensorRoles),
  part: modelPartSchema,
  tiedTo: v.nullable(v.string()),
});
export type DescribedTensor = v.InferOutput<typeof describedTensorSchema>;

/** What lies in a tensor. Numbers are of its finite values; null where there are none. */
export const tensorStatisticsSchema = v.object({
  name: v.string(),
  count: indexSchema,
  finite: indexSchema,
  nan: indexSchema,
  infinite: indexSchema,
  zeros: indexSchema,
  mean: v.nullable(v.number()),
  /** As `tensor.std()` of torch: with n − 1. Null for fewer than two values. */
  std: v.nullable(v.number()),
  min: v.nullable(v.number()),
  max: v.nullable(v.number()),
  /** Equal bins from `from` to `to`, which hold 99.9 % of the finite values; null where there are none. */
  histogram: v.nullable(v.object({ from: v.number(), to: v.number(), counts: v.array(indexSchema) })),
});
export type TensorStatistics = v.InferOutput<typeof tensorStatisticsSchema>;
