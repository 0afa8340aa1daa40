import { softmax } from '../../../common/statistics/probabilities';
import type { Processor } from './processor';

/** `TemperatureLogitsWarper`: below 1 what is likely becomes likelier. */
export function temperature(value: number): Processor {
  return (scores) => {
    for (let id = 0; id < scores.length; id++) scores[id] = (scores[id] ?? 0) / value;
  };
}

/** `TopKLogitsWarper`: the tokens with the `count` highest scores, and those as high as the last of them. */
export function topK(count: number, atLeast: number): Processor {
  return (scores) => {
    const sorted = scores.toSorted();
    const lowest = sorted[sorted.length - Math.max(count, atLeast)];
    if (lowest !== undefined) removeBelow(scores, lowest);
  };
}

/**
 * `TopPLogitsWarper`: the smallest set of the most probable tokens whose sum reaches p. They are removed from the low end
 * while the sum of what is removed is at most 1 - p; of equal ones the higher id goes first.
 */
export function topP(p: number, atLeast: number): Processor {
  return (scores) => {
    const sorted = scores.toSorted();
    const probabilities = softmax(sorted);
    let removed = 0;
    let sum = probabilities[0] ?? 1;
    while (removed < sorted.length - atLeast && sum <= 1 - p) sum += probabilities[++removed] ?? 1;
    const lowest = sorted[removed];
    if (lowest === undefined) return;
    let equals = removed - sorted.indexOf(lowest);
    removeBelow(scores, lowest);
    for (let id = scores.length - 1; equals > 0; id--) {
      if (scores[id] !== lowest) continue;
      scores[id] = -Infinity;
      equals--;
    }
  };
}

/** `MinPLogitsWarper`: tokens at least p times as probable as the most probable one. */
export function minP(p: number, atLeast: number): Processor {
  return (scores) => {
    const probabilities = softmax(scores);
    const least = p * probabilities.reduce((a, b) => Math.max(a, b), 0);
    const ranked = scores.toSorted();
    const kept = ranked[Math.max(0, ranked.length - atLeast)] ?? -Infinity;
    probabilities.forEach((probability, id) => {
      if (probability < least && (scores[id] ?? 0) < kept) scores[id] = -Infinity;
    });
  };
}

/**
 * `TypicalLogitsWarper`: the tokens whose surprise is closest to the expected one (the entropy), of which the first whose
 * sum of probabilities reaches `mass` and those before it stay.
 */
export function typicalP(mass: number, atLeast: number): Processor {
  return (scores) => {
    const probabilities = softmax(scores);
    const surprises = probabilities.map((probability) => -Math.log(probability));
    const entropy = probabilities.reduce((sum, p, id) => (p > 0 ? sum + p * (surprises[id] ?? 0) : sum), 0);
    const distance = surprises.map((surprise) => Math.abs(surprise - entropy));
    const order = Uint32Array.from(scores.keys()).sort((a, b) => near(distance, a) - near(distance, b) || a - b);
    let sum = 0;
    const last = order.findIndex((id) => (sum += probabilities[id] ?? 0) >= mass);
    const farthest = near(distance, order.at(last) ?? 0);
    for (const id of order.subarray(atLeast)) if (near(distance, id) > farthest) scores[id] = -Infinity;
  };
}

/** Removed tokens are infinitely far; two of them are equally far. */
function near(distance: Float64Array, id: number): number {
  return Math.min(distance[id] ?? Number.MAX_VALUE, Number.MAX_VALUE);
}

function removeBelow(scores: Float32Array, lowest: number): void {
  for (let id = 0; id < scores.length; id++) if ((scores[id] ?? 0) < lowest) scores[id] = -Infinity;
}
