import { LensError } from '../../../common/errors/lens-error';
import { askedInput } from '../../graph/select-asked';
import { labelsInput } from '../losses/loss-graph';
import { noLabel } from '../losses/targets';
import type { Feed } from './graph-session';

/**
 * The inputs of a graph that computes logits only where something is asked (`selectAsked`).
 * @param given labels, int64, one a place of [rows, positions]
 * @param places of the tokens (`tokenPlaces`)
 */
export function askedFeeds(given: Feed | undefined, places: readonly number[]): [string, Feed][] {
  const labels = given?.data;
  if (!(labels instanceof BigInt64Array)) throw new LensError('internal', 'The labels are not one a token.');
  const asked = places.flatMap((place, token) => ((labels[place] ?? noLabel) < 0n ? [] : [token]));
  // ONNX Runtime is not given matrices without rows: where nothing is asked, the first token is, whose label asks nothing.
  const tokens = asked.length > 0 ? asked : [0];
  const wanted = BigInt64Array.from(tokens, (token) => labels[places[token] ?? -1] ?? noLabel);
  return [
    [askedInput, { data: BigInt64Array.from(tokens, BigInt), dims: [tokens.length] }],
    [labelsInput, { data: wanted, dims: [tokens.length] }],
  ];
}
