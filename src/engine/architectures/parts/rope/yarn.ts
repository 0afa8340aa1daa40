import type { RopeOf } from '../../config/rope-settings';
import { exponents, powers } from './float32';
import type { RotaryFrequencies } from './frequencies';

const { fround } = Math;

/** YaRN (Peng et al. 2023, https://huggingface.co/papers/2309.00071) as `_compute_yarn_parameters` computes it. */
export function yarnFrequencies(rope: RopeOf<'yarn'>): RotaryFrequencies {
  const { rope_theta: theta, dim } = rope;
  const factor = rope.factor ?? rope.max_position_embeddings / rope.original_max_position_embeddings;
  const [low, high] = correctionRange(rope);
  const inverse = powers(theta, exponents(dim)).map((base, pair) => {
    const kept = fround(1 - ramp(pair, low, high));
    const interpolated = fround(1 / fround(factor * base));
    return fround(interpolated * fround(1 - kept)) + fround(fround(1 / base) * kept);
  });
  return { inverse, scaling: attentionFactor(rope, factor), long: null };
}

/** The pairs between which frequencies go over from kept to divided. */
function correctionRange(rope: RopeOf<'yarn'>) {
  const { rope_theta: theta, dim, original_max_position_embeddings: length } = rope;
  const pairAt = (rotations: number): number =>
    (dim * Math.log(length / (rotations * 2 * Math.PI))) / (2 * Math.log(theta));
  // Null and 0 both mean the values of the paper.
  const [low, high] = [pairAt(rope.beta_fast || 32), pairAt(rope.beta_slow || 1)];
  const cut = rope.truncate ? [Math.floor(low), Math.ceil(high)] : [low, high];
  return [Math.max(cut[0] ?? 0, 0), Math.min(cut[1] ?? 0, dim - 1)] as const;
}

function ramp(pair: number, low: number, high: number): number {
  const width = low === high ? 0.001 : high - low;
  return Math.min(1, Math.max(0, fround(fround(pair - fround(low)) / fround(width))));
}

function attentionFactor(rope: RopeOf<'yarn'>, factor: number): number {
  const { attention_factor: given, mscale, mscale_all_dim: mscaleAllDim } = rope;
  if (given !== null) return given;
  const scaled = (by: number): number => (factor <= 1 ? 1 : 0.1 * by * Math.log(factor) + 1);
  return mscale && mscaleAllDim ? scaled(mscale) / scaled(mscaleAllDim) : scaled(1);
}
