import * as v from 'valibot';
import { indexSchema } from '../tokens';
import { matrixSchema } from './attention';
import { axisOptionsSchema, runRowOf } from './run-row';
import { hiddenKindSchema } from './stacks';

/**
 * Numbers to take home. `everything` is what `model-lens inspect` writes for the row, so it is safetensors only; a table
 * carries the tokens with it (CSV: a header row and a column of them; JSON: `{queries, keys, weights, name}`).
 */
export const exportedSchema = v.variant('of', [
  v.object({ of: v.literal('matrix'), matrix: matrixSchema, format: v.picklist(['csv', 'json', 'safetensors']) }),
  v.object({
    of: v.literal('hidden-states'),
    kind: hiddenKindSchema,
    state: indexSchema,
    format: v.picklist(['csv', 'json', 'safetensors']),
  }),
  v.object({ of: v.literal('everything'), format: v.literal('safetensors') }),
]);
export type Exported = v.InferOutput<typeof exportedSchema>;

export const exportRequests = {
  /** Writes the file whole or not at all. @throws LensError that names the file */
  exportNumbers: {
    params: v.object({ ...runRowOf, what: exportedSchema, axis: axisOptionsSchema, path: v.string() }),
    result: v.object({ bytes: indexSchema }),
    progress: v.object({ message: v.string() }),
  },
} as const;
