import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import type { RawConfig } from './raw-config';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const optionalNumber = v.optional(v.nullable(v.pipe(v.number(), v.finite())), null);
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const factors = v.pipe(v.array(positive), v.maxLength(65_536));

/** What all kinds have: the base of the frequencies, and how many numbers of a head are turned. Names as in config.json. */
const common = { rope_theta: positive, dim: v.pipe(v.number(), v.safeInteger(), v.minValue(2)) };

/** Rotary position embeddings by kind, as `ROPE_INIT_FUNCTIONS` of transformers' modeling_rope_utils.py knows them. */
const ropeSchema = v.variant('type', [
  v.object({ type: v.literal('default'), ...common }),
  v.object({ type: v.literal('linear'), ...common, factor: positive }),
  v.object({ type: v.literal('dynamic'), ...common, factor: positive, max_position_embeddings: length }),
  v.object({
    type: v.literal('yarn'),
    ...common,
    factor: v.nullable(positive),
    attention_factor: optionalNumber,
    beta_fast: optionalNumber,
    beta_slow: optionalNumber,
    mscale: optionalNumber,
    mscale_all_dim: optionalNumber,
    truncate: v.optional(v.boolean(), true),
    original_max_position_embeddings: length,
    max_position_embeddings: length,
  }),
  v.object({
    type: v.literal('longrope'),
    ...common,
    factor: v.optional(v.nullable(positive), null),
    attention_factor: optionalNumber,
    short_factor: factors,
    long_factor: factors,
    original_max_position_embeddings: length,
    max_position_embeddings: length,
  }),
  v.object({
    type: v.literal('llama3'),
    ...common,
    factor: positive,
    low_freq_factor: positive,
    high_freq_factor: positive,
    original_max_position_embeddings: length,
  }),
  v.object({
    type: v.literal('proportional'),
    ...common,
    factor: v.optional(positive, 1),
    partial_rotary_factor: v.number(),
  }),
]);
export type RopeSettings = v.InferOutput<typeof ropeSchema>;
export type RopeOf<Type extends RopeSettings['type']> = Extract<RopeSettings, { type: Type }>;

const kinds: readonly string[] = ropeSchema.options.map((option) => option.entries.type.literal);

/** What an architecture says of its own rotation. */
export interface RopeFamily {
  readonly headDim: number;
  readonly maxPositions: number;
  /** `default_theta` of the config class. */
  readonly defaultTheta: number;
  /** Whether a part of each head may stay as it is (`partial_rotary_factor`). */
  readonly partial: boolean;
  /** `original_max_position_embeddings` where the config class has a default of its own for it. */
  readonly originalMaxPositions?: number;
  /** Kinds under older names. */
  readonly oldNames?: ReadonlyMap<string, string>;
}

/**
 * Reads the rotary settings in either style: `rope_scaling` beside `rope_theta`, or `rope_parameters`, as
 * `RotaryEmbeddingConfigMixin` of transformers brings them together: what `rope_scaling` says comes first, what is inside
 * wins over what is beside it, but for `original_max_position_embeddings`.
 * @throws LensError `unsupported` for a kind that nothing here computes, `bad-file` for numbers that cannot be
 */
export function readRope(raw: RawConfig, family: RopeFamily): RopeSettings {
  const given = filled(raw, 'rope_scaling') ?? filled(raw, 'rope_parameters') ?? {};
  const named = given['rope_type'] ?? given['type'] ?? 'default';
  const type = typeof named === 'string' ? (family.oldNames?.get(named) ?? named) : named;
  if (typeof type !== 'string' || !kinds.includes(type)) {
    throw uncovered(`The kind ${JSON.stringify(type)} of rotary position embeddings`);
  }
  const nested = Object.values(given).some(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  if (nested) throw uncovered('A setting of rotary position embeddings for each kind of layer');
  const share = given['partial_rotary_factor'] ?? raw['partial_rotary_factor'] ?? 1;
  const settings = checkShape(
    {
      ...given,
      type,
      rope_theta: given['rope_theta'] ?? raw['rope_theta'] ?? family.defaultTheta,
      dim: turnedOf(type, share, family),
      partial_rotary_factor: share,
      max_position_embeddings: family.maxPositions,
      original_max_position_embeddings:
        raw['original_max_position_embeddings'] ??
        family.originalMaxPositions ??
        given['original_max_position_embeddings'] ??
        family.maxPositions,
    },
    ropeSchema,
    'config.json, rotary position embeddings',
  );
  checkTurned(settings, family);
  return settings;
}

function filled(raw: RawConfig, name: string): Readonly<Record<string, unknown>> | null {
  const value = raw[name];
  if (value === undefined || value === null) return null;
  const object = checkShape(value, v.record(v.string(), v.unknown()), `config.json: "${name}"`);
  return Object.keys(object).length > 0 ? object : null;
}

/** How many numbers of a head are turned. Llama's own `default` reads no share; `proportional` turns all, some by 0. */
function turnedOf(type: string, share: unknown, { headDim, partial }: RopeFamily): number {
  if (type === 'proportional' || (type === 'default' && !partial)) return headDim;
  return Math.trunc(headDim * Number(share));
}

function checkTurned({ dim }: RopeSettings, { headDim, partial }: RopeFamily): void {
  if (dim < headDim && !partial) throw uncovered('The setting "partial_rotary_factor" for this architecture');
  if (dim % 2 === 0 && dim <= headDim) return;
  throw new LensError('bad-file', `config.json: of heads of ${headDim} numbers, ${dim} cannot be turned in pairs.`);
}

function uncovered(what: string): LensError {
  return new LensError('unsupported', `${what} in config.json is not covered yet.`);
}
