import { softmax } from '../../../common/statistics/probabilities';
import { highest } from '../../../common/statistics/highest';
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
    const wanted = Math.min(Math.max(count, atLeast), scores.length);
    removeBelow(scores, wanted <= fewEnough ? lowestOf(scores, wanted) : (scores.toSorted().at(-wanted) ?? -Infinity));
  };
}

/** So many highest scores are found sooner by looking through all of them than by sorting. */
const fewEnough = 200;

function lowestOf(scores: Float32Array, count: number): number {
  return scores[highest(scores, count).at(-1) ?? -1] ?? -Infinity;
}

/**
 * `TopPLogitsWarper`: the smallest set of the most probable tokens whose sum reaches p. They are removed from the low end
 * while the sum of what is removed is at most 1 - p; of equal ones the higher id goes first.
 */
export function topP(p: number, atLeast: number): Processor {
  return (scores) => {
    const last = lastKept(scores, softmax(scores), 1 - p);
    const lowest = scores[last] ?? -Infinity;
    const sure = new Set(highest(scores, atLeast));
    for (let id = 0; id < scores.length; id++) {
      const score = scores[id] ?? -Infinity;
      if (score === -Infinity) continue;
      if (score < lowest || (score === lowest && id > last)) if (!sure.has(id)) scores[id] = -Infinity;
    }
  };
}

/** So few are sorted; of more, those on one side of one of them are left out, again and again. */
const fewToSort = 64;

/** The least probable token that stays when those before it are removed while their sum is at most `most`. */
function lastKept(scores: Float32Array, probabilities: Float64Array, most: number): number {
  let ids: number[] = [];
  for (let id = 0; id < scores.length; id++) if ((probabilities[id] ?? 0) > 0) ids.push(id);
  let removed = 0;
  while (ids.length > fewToSort) {
    const pivot = scores[ids[ids.length >> 1] ?? 0] ?? 0;
    const [low, high]: [number[], number[]] = [[], []];
    let sum = 0;
    for (const id of ids) {
      if ((scores[id] ?? 0) >= pivot) high.push(id);
      else {
        low.push(id);
        sum += probabilities[id] ?? 0;
      }
    }
    const isRemoved = removed + sum <= most;
    // Where none is lower, all that are equal may be left: sorting tells them apart by id.
    if (isRemoved && low.length === 0) break;
    if (isRemoved) removed += sum;
    ids = isRemoved ? high : low;
  }
  const order = ids.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || b - a);
  return order.find((id) => (removed += probabilities[id] ?? 0) > most) ?? highest(scores, 1)[0] ?? 0;
}

/** `MinPLogitsWarper`: tokens at least p times as probable as the most probable one. */
export function minP(p: number, atLeast: number): Processor {
  return (scores) => {
    const probabilities = softmax(scores);
    const least = p * probabilities.reduce((a, b) => Math.max(a, b), 0);
    const kept = lowestOf(scores, atLeast);
    for (let id = 0; id < scores.length; id++)
      if ((probabilities[id] ?? 0) < least && (scores[id] ?? 0) < kept) scores[id] = -Infinity;
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
