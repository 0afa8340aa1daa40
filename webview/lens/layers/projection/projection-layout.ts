import { scaleLinear } from 'd3-scale';
import type { HiddenOverview } from '../../../../src/common/contracts/internals/hidden-states';
import { spreadLabels, type PlacedHeight } from './spread-labels';

const inset = 14;
const labelRoom = 110;
const leader = 14;
const apart = 14;

type Projection = HiddenOverview['projection'];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the tokens' states lie in a picture of so many CSS pixels. */
export interface ProjectionLayout {
  readonly width: number;
  readonly height: number;
  readonly states: number;
  /** How many tokens are projected. */
  readonly count: number;
  /** The place of a projected token (its number among them) after a layer. */
  readonly at: (state: number, token: number) => Point;
  /** Labels at the right, by token; of crowded pictures some. */
  readonly labels: readonly PlacedHeight[];
  readonly labelX: number;
}

/** The picture fills its space: axes have no common unit, the share of variance says how much each is worth. */
export function projectionLayout(
  { tokens, points }: Projection,
  states: number,
  size: { readonly width: number; readonly height: number },
  chosen: ReadonlySet<number>,
): ProjectionLayout {
  const { width, height } = size;
  const count = tokens.length;
  const labelX = Math.max(width / 2, width - labelRoom);
  const along = (axis: 0 | 1) => extent(points, axis);
  const xAt = scaleLinear(along(0), [inset + 12, Math.max(inset + 40, labelX - leader - 40)]);
  const yAt = scaleLinear(along(1), [height - inset - 28, inset]);
  const at = (state: number, token: number): Point => {
    const place = (state * count + token) * 2;
    return { x: xAt(points[place] ?? 0), y: yAt(points[place + 1] ?? 0) };
  };
  const wanted = Array.from({ length: count }, (_, token) => ({
    key: token,
    y: at(states - 1, token).y,
    kept: chosen.has(tokens[token] ?? -1),
  }));
  const labels = spreadLabels(wanted, inset, height - inset - 20, apart);
  return { width, height, states, count, at, labels, labelX };
}

function extent(points: Float32Array, axis: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let index = axis; index < points.length; index += 2) {
    const value = points[index] ?? NaN;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least < most
    ? [least, most]
    : [(Number.isFinite(least) ? least : 0) - 1, (Number.isFinite(most) ? most : 0) + 1];
}
