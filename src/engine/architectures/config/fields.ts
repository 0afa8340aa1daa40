import * as v from 'valibot';

/** The largest size that is believed; beyond it lies no model and int32 ends. */
const maxSize = 2 ** 31 - 1;

/** A size such as `hidden_size`: a whole number from 1, with the default of the config class. */
export function size(fallback: number) {
  return v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(maxSize)), fallback);
}

/** A size that may be left out or null. */
export function optionalSize(fallback: number | null) {
  return v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(maxSize))), fallback);
}

/** A token id, or null where the model has none; some configs say -1, which transformers takes as well. */
export function tokenId(fallback: number | null) {
  return v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(-1), v.maxValue(maxSize))), fallback);
}

/** The epsilon of a norm. */
export function epsilon(fallback: number) {
  return v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), fallback);
}

/** A rate of dropout. */
export function dropoutRate(fallback: number) {
  return v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), fallback);
}

/** A rate of dropout that may be left out or null. */
export const optionalRate = v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.ltValue(1))), null);

/** The name of an activation. */
export function activationName(fallback: string) {
  return v.optional(v.string(), fallback);
}
