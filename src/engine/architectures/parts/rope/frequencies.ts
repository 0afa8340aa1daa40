import { LensError } from '../../../../common/errors/lens-error';
import type { RopeOf, RopeSettings } from '../../config/rope-settings';
import { exponents, over, powers } from './float32';
import { yarnFrequencies } from './yarn';

const { fround } = Math;

/** The angle that each pair of a head turns by from one position to the next, and what cos and sin are multiplied by. */
export interface RotaryFrequencies {
  /** [dim / 2] */
  readonly inverse: Float32Array<ArrayBuffer>;
  /** `attention_factor` */
  readonly scaling: number;
  /** What holds instead for texts of more than `above` positions; null where length makes no difference. */
  readonly long: LongFrequencies | null;
}

export type LongFrequencies = { readonly above: number } & (
  | { readonly kind: 'fixed'; readonly inverse: Float32Array<ArrayBuffer> }
  /** The base grows with the length ("dynamic NTK"): theta * (factor * length / above - (factor - 1)) ^ (dim / (dim - 2)). */
  | { readonly kind: 'growing'; readonly theta: number; readonly factor: number; readonly dim: number }
);

/**
 * The frequencies of a setting, by the functions of transformers' modeling_rope_utils.py.
 * @throws LensError `bad-file` for settings that give no numbers
 */
export function rotaryFrequencies(rope: RopeSettings): RotaryFrequencies {
  const frequencies = ofType(rope);
  const long = frequencies.long?.kind === 'fixed' ? frequencies.long.inverse : [];
  if (![...frequencies.inverse, ...long, frequencies.scaling].every(Number.isFinite)) {
    throw new LensError('bad-file', 'config.json: the settings of the rotary position embeddings give no angles.');
  }
  return frequencies;
}

function ofType(rope: RopeSettings): RotaryFrequencies {
  const usual = inverted(powers(rope.rope_theta, exponents(rope.dim)));
  const plain = (inverse: Float32Array<ArrayBuffer>): RotaryFrequencies => ({ inverse, scaling: 1, long: null });
  switch (rope.type) {
    case 'default':
      return plain(usual);
    case 'linear':
      return plain(usual.map((each) => each / rope.factor));
    case 'dynamic':
      return { ...plain(usual), long: growing(rope) };
    case 'yarn':
      return yarnFrequencies(rope);
    case 'longrope':
      return longropeFrequencies(rope);
    case 'llama3':
      return plain(usual.map((each) => llama3(each, rope)));
    case 'proportional':
      return plain(proportional(rope));
  }
}

function inverted(numbers: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  return numbers.map((each) => 1 / each);
}

function growing({
  rope_theta: theta,
  factor,
  dim,
  max_position_embeddings: above,
}: RopeOf<'dynamic'>): LongFrequencies {
  if (dim > 2) return { kind: 'growing', above, theta, factor, dim };
  throw new LensError(
    'bad-file',
    'config.json: rotary position embeddings cannot grow where heads have one pair only.',
  );
}

/** Low frequencies are divided by the factor, high ones kept, those between mixed. */
function llama3(inverse: number, rope: RopeOf<'llama3'>): number {
  const { factor, low_freq_factor: low, high_freq_factor: high, original_max_position_embeddings: length } = rope;
  const wavelength = over(2 * Math.PI, inverse);
  if (wavelength > length / low) return inverse / factor;
  if (wavelength < length / high) return inverse;
  const smooth = fround(fround(over(length, wavelength) - low) / (high - low));
  return fround(fround(fround(1 - smooth) * inverse) / factor) + fround(smooth * inverse);
}

function longropeFrequencies(rope: RopeOf<'longrope'>): RotaryFrequencies {
  const { max_position_embeddings: longest, original_max_position_embeddings: original } = rope;
  const bases = powers(rope.rope_theta, exponents(rope.dim));
  const scaled = (factors: readonly number[]): Float32Array<ArrayBuffer> => {
    if (factors.length !== bases.length) {
      throw new LensError(
        'bad-file',
        `config.json: there are ${factors.length} rotary factors for ${bases.length} pairs.`,
      );
    }
    return inverted(bases.map((base, index) => fround(factors[index] ?? NaN) * base));
  };
  const factor = rope.factor ?? longest / original;
  const usual = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
  return {
    inverse: scaled(rope.short_factor),
    scaling: rope.attention_factor ?? usual,
    long: { kind: 'fixed', above: original, inverse: scaled(rope.long_factor) },
  };
}

/** The first pairs turn as in a head that turns whole, the others not at all. */
function proportional(rope: RopeOf<'proportional'>): Float32Array<ArrayBuffer> {
  const { rope_theta: theta, dim, factor, partial_rotary_factor: share } = rope;
  const turned = Math.min(Math.max(0, Math.trunc(Math.floor((share * dim) / 2))), dim / 2);
  const inverse = new Float32Array(dim / 2);
  inverse.set(inverted(powers(theta, exponents(2 * turned, dim))));
  return inverse.map((each) => each / factor);
}
