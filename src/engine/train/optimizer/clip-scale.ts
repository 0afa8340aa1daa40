/** What torch adds to a norm before it divides by it (`torch.nn.utils.clip_grad_norm_`). */
const clipEpsilon = 1e-6;

/** What gradients of this norm are multiplied by so that it is at most `maxNorm`; 0 for `maxNorm` leaves them alone. */
export function clipScale(norm: number, maxNorm: number): number {
  return maxNorm === 0 ? 1 : Math.min(1, maxNorm / (norm + clipEpsilon));
}
