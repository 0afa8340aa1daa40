import * as v from 'valibot';
import { indexSchema } from './tokens';

/**
 * Where the nodes of a model ran that was given to a device other than the CPU: ONNX Runtime leaves to the CPU what the
 * device's provider does not have, and small work on shapes.
 */
export const placementSchema = v.object({
  /** Nodes of the graph as ONNX Runtime ran it, fused ones counted once. */
  nodes: indexSchema,
  /** How many of them ran on the CPU. */
  onCpu: indexSchema,
  /** The operations that ran on the CPU, the most frequent first. */
  operations: v.array(v.object({ operation: v.string(), count: indexSchema })),
});
export type Placement = v.InferOutput<typeof placementSchema>;
