import { maxProjected, type HiddenOverview } from '../../../common/contracts/internals/hidden-states';
import { rowOf, type MatrixView } from '../attention/matrix-view';
import { principalAxes } from './principal-axes';
import { spread } from './vectors';

/** Most numbers that are laid out at once for the projection: 64 MB. */
const mostFloats = 16_000_000;

/**
 * All shown states of the tokens on the two axes along which they differ most (principal component analysis of all states
 * together, centred). The axes are signed so that the mean way from the first state to the last runs to the right and
 * upwards.
 */
export async function project(
  states: readonly MatrixView[],
  entries: number,
  pause: () => Promise<void>,
): Promise<HiddenOverview['projection']> {
  const size = states[0]?.columns ?? 0;
  const fitting = Math.floor(mostFloats / Math.max(1, states.length * size));
  const tokens = spread(entries, Math.max(1, Math.min(maxProjected, fitting)));
  const rows = states.length * tokens.length;
  const centred = layOut(states, tokens, size);
  const { axes, shares } = await principalAxes(centred, rows, size, pause);
  const points = new Float32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    for (const [which, axis] of axes.entries()) points[row * 2 + which] = along(centred, row * size, axis);
  }
  orient(points, states.length, tokens.length);
  return { tokens, points, explained: shares };
}

/** States one after the other, [states, tokens, hidden], less the mean of all. */
function layOut(states: readonly MatrixView[], tokens: Int32Array, size: number): Float32Array {
  const laid = new Float32Array(states.length * tokens.length * size);
  const mean = new Float64Array(size);
  const rows = states.length * tokens.length;
  let at = 0;
  for (const state of states) {
    for (const token of tokens) {
      const source = rowOf(state, token);
      laid.set(source, at);
      at += size;
      for (let i = 0; i < size; i++) mean[i] = (mean[i] ?? 0) + (source[i] ?? 0) / rows;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < size; i++) laid[row * size + i] = (laid[row * size + i] ?? 0) - (mean[i] ?? 0);
  }
  return laid;
}

function along(centred: Float32Array, start: number, axis: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < axis.length; i++) sum += (centred[start + i] ?? 0) * (axis[i] ?? 0);
  return sum;
}

/** Turns an axis round where the mean way runs against it. */
function orient(points: Float32Array, states: number, tokens: number): void {
  for (const which of [0, 1]) {
    let way = 0;
    for (let token = 0; token < tokens; token++) {
      const last = points[((states - 1) * tokens + token) * 2 + which] ?? 0;
      way += last - (points[token * 2 + which] ?? 0);
    }
    if (way >= 0) continue;
    for (let at = which; at < points.length; at += 2) points[at] = -(points[at] ?? 0);
  }
}
