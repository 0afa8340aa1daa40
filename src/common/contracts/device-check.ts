import * as v from 'valibot';
import { deviceSchema } from './model';
import { placementSchema } from './placement';

/** Whether a device works, and why not; what `model-lens doctor --json` tells of each. */
export const probedDeviceSchema = v.object({
  name: deviceSchema,
  works: v.boolean(),
  /** Why not, in plain words; null where it works. */
  reason: v.nullable(v.string()),
  /** What would help; null where nothing does, or nothing is needed. */
  help: v.nullable(v.string()),
});
export type ProbedDevice = v.InferOutput<typeof probedDeviceSchema>;

/**
 * How the results of a device compare with the CPU's, for the sample model and the same texts: logits, hidden states and
 * attentions. A difference is the largest one of a tensor divided by the tensor's largest absolute value on the CPU.
 */
export const deviceCheckSchema = v.object({
  device: deviceSchema,
  /** Null where the device gave something that is no number. */
  difference: v.nullable(v.number()),
  /** The tensor that differs most, by its name in transformers. */
  tensor: v.string(),
  /** What reference values may differ by. */
  tolerance: v.number(),
  agrees: v.boolean(),
  placement: v.nullable(placementSchema),
});
export type DeviceCheck = v.InferOutput<typeof deviceCheckSchema>;
