import { packingInputs } from '../../graph/pack-tokens';
import type { TrainingBatch } from '../trainable-model';
import type { Feed } from './graph-session';

/** Which places of a batch hold tokens that matter, in row order. */
export function tokenPlaces({ inputs, labels }: TrainingBatch, padTokenId: number): number[] {
  const { inputIds, attentionMask, dims } = inputs;
  const [, width] = dims;
  const all = Array.from(inputIds, (_, place) => place);
  const padding = BigInt(padTokenId);
  const isOrdinary = all.every((place) => {
    if (attentionMask[place] !== 0n) return place % width === 0 || attentionMask[place - 1] !== 0n;
    // Padding behind a text, which no head reads and no label asks for.
    const isAsked = labels.kind === 'tokens' && labels.data.length === all.length && labels.data[place] !== -100n;
    return place % width > 0 && !isAsked && (labels.kind === 'tokens' || inputIds[place] === padding);
  });
  return isOrdinary ? all.filter((place) => attentionMask[place] !== 0n) : all;
}

/** The inputs by which a graph computes for tokens alone. */
export function placeFeeds(places: readonly number[], [rows, width]: readonly [number, number]): [string, Feed][] {
  const numbers = new BigInt64Array(rows * width);
  const present = new Float32Array(rows * width);
  places.forEach((place, number) => {
    numbers[place] = BigInt(number);
    present[place] = 1;
  });
  return [
    [packingInputs.places, { data: BigInt64Array.from(places, BigInt), dims: [places.length] }],
    [packingInputs.rows, { data: numbers, dims: [rows, width] }],
    [packingInputs.present, { data: present, dims: [rows, width, 1] }],
  ];
}
