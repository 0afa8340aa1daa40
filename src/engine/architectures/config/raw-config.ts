import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { problemTypes } from '../../../common/contracts/model';

const flag = v.optional(v.nullable(v.boolean()));
const unknownObject = v.optional(v.nullable(v.unknown()));

/** Some configs name their labels by numbers; Python shows them as they are. */
const label = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

/** The fields of config.json that mean the same in every architecture; the rest is kept for the family's own schema. */
export const rawConfigSchema = v.looseObject({
  model_type: v.optional(v.string()),
  architectures: v.optional(v.nullable(v.array(v.string()))),
  id2label: v.optional(v.nullable(v.record(v.string(), label))),
  num_labels: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000)))),
  problem_type: v.optional(v.nullable(v.picklist(problemTypes))),
  is_decoder: flag,
  add_cross_attention: flag,
  is_encoder_decoder: flag,
  position_embedding_type: v.optional(v.nullable(v.string())),
  quantization_config: unknownObject,
  per_layer_config: unknownObject,
  pruned_heads: unknownObject,
});

export type RawConfig = v.InferOutput<typeof rawConfigSchema>;

const flagNames = ['is_decoder', 'add_cross_attention', 'is_encoder_decoder'] as const;
export type FlagName = (typeof flagNames)[number];

/**
 * A setting of config.json, as it is written there, that changes what an encoder computes and that nothing here computes.
 * @param accepted flags that the architecture itself understands
 */
export function uncoveredSetting(config: RawConfig, accepted: readonly FlagName[]): string | null {
  const positions = config.position_embedding_type ?? 'absolute';
  if (positions !== 'absolute') return `"position_embedding_type": "${positions}"`;
  const flagged = flagNames.find((name) => config[name] === true && !accepted.includes(name));
  if (flagged !== undefined) return `"${flagged}": true`;
  const objects = ['quantization_config', 'per_layer_config', 'pruned_heads'] as const;
  const filled = objects.find((name) => isFilled(config[name]));
  return filled === undefined ? null : `"${filled}"`;
}

/**
 * Refuses settings that nothing here computes.
 * @throws LensError `unsupported` that names the setting
 */
export function refuseUncovered(config: RawConfig, accepted: readonly FlagName[]): void {
  const setting = uncoveredSetting(config, accepted);
  if (setting === null) return;
  throw new LensError('unsupported', `The setting ${setting} in config.json is not covered yet.`);
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
