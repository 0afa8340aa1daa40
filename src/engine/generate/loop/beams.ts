import type { GenerationStep } from '../../../common/contracts/generation';
import { drawAt } from '../sampling/draws';
import { highest } from '../../../common/statistics/highest';
import type { NextScores } from '../sampling/next-scores';
import { pickToken } from '../sampling/pick';
import { softmax } from '../../../common/statistics/probabilities';
import type { ResolvedSettings } from '../settings/resolve-settings';

/** A score so low that nothing real comes near it: of beams that are not there yet, and of those that have ended. */
export const unreal = -1e9;

/** One way on that is followed. */
export interface Beam {
  readonly ids: readonly number[];
  readonly steps: readonly GenerationStep[];
  /** The sum of log-probabilities. */
  readonly score: number;
  /** Its row of the newest reading. */
  readonly at: number;
}

/** A token behind a beam. */
export interface Candidate {
  readonly beam: number;
  readonly id: number;
  readonly score: number;
}

/**
 * The best continuations of all beams, the best first, or when sampling as they were drawn: enough that as many as there
 * are beams go on even if every end token is among them (`_get_top_k_continuations` of transformers).
 * @param scores of each beam's next token: processed log-probabilities
 * @param place what the draws of sampling follow from
 */
export function continuations(
  beams: readonly Beam[],
  scores: readonly NextScores[],
  settings: ResolvedSettings,
  place: { readonly seed: number; readonly prompt: number; readonly step: number },
): Candidate[] {
  const size = scores[0]?.processed.length ?? 0;
  const sums = new Float32Array(beams.length * size);
  beams.forEach(({ score }, beam) => {
    scores[beam]?.processed.forEach((each, id) => (sums[beam * size + id] = each + score));
  });
  const count = Math.max(2, 1 + settings.endIds.length) * settings.num_beams;
  const places = settings.do_sample ? drawn(sums, count, place) : highest(sums, count);
  return places
    .filter((at) => sums[at] !== -Infinity)
    .map((at) => ({ beam: Math.floor(at / size), id: at % size, score: sums[at] ?? unreal }));
}

/** Draws without putting back. */
function drawn(
  sums: Float32Array,
  count: number,
  { seed, prompt, step }: Parameters<typeof continuations>[3],
): number[] {
  const left = sums.slice();
  const places: number[] = [];
  while (places.length < count) {
    const probabilities = softmax(left);
    if (!Number.isFinite(probabilities[0])) break;
    const place = pickToken(probabilities, drawAt(seed, prompt, 0, step, places.length));
    places.push(place);
    left[place] = -Infinity;
  }
  return places;
}
