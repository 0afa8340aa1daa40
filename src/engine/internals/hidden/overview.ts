import { setImmediate } from 'node:timers/promises';
import { maxProjected, type HiddenOverview } from '../../../common/contracts/internals/hidden-states';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { rowOf, type MatrixView } from '../attention/matrix-view';
import type { ShownAxis } from '../tokens/axis';
import { shownState, type HiddenStates } from './hidden-states';
import { project } from './projection';
import { cosine, dot, norm, spread } from './vectors';

/** Numbers on all states of a stack. @param pathOf an entry of the axis */
export async function hiddenOverview(
  hidden: HiddenStates,
  axis: ShownAxis,
  pathOf: number,
  signal: CancellationSignal,
): Promise<HiddenOverview> {
  const states = Array.from({ length: hidden.stack.states }, (_, index) => shownState(hidden.state(index), axis));
  const pause = async (): Promise<void> => {
    await setImmediate();
    signal.throwIfAborted();
  };
  await pause();
  const norms = normsOf(states, axis.entries);
  return {
    tokens: axis.pairs,
    states: states.length,
    norms,
    layerCosines: await layerCosines(states, norms, spread(axis.entries, maxProjected), pause),
    path: pathOfToken(states, pathOf),
    projection: await project(states, axis.entries, pause),
  };
}

function normsOf(states: readonly MatrixView[], entries: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: states.length * entries }, (_, index) => {
    const state = states[Math.floor(index / entries)];
    return state === undefined ? NaN : norm(rowOf(state, index % entries));
  });
}

/** [states, states]: cosine between two states of a token, mean over the given tokens. */
async function layerCosines(
  states: readonly MatrixView[],
  norms: Float32Array,
  tokens: Int32Array,
  pause: () => Promise<void>,
): Promise<Float32Array<ArrayBuffer>> {
  const count = states.length;
  const cosines = new Float32Array(count * count);
  for (const [a, first] of states.entries()) {
    await pause();
    for (const [b, second] of states.entries()) {
      if (b < a) continue;
      let sum = 0;
      for (const token of tokens) {
        const lengths = (norms[a * first.rows + token] ?? 0) * (norms[b * second.rows + token] ?? 0);
        if (lengths > 0) sum += dot(rowOf(first, token), rowOf(second, token)) / lengths;
      }
      const mean = tokens.length === 0 ? NaN : sum / tokens.length;
      cosines[a * count + b] = cosines[b * count + a] = mean;
    }
  }
  return cosines;
}

/** How near one token's state is to its last one, to the mean of all tokens after the same layer, to its previous one. */
function pathOfToken(states: readonly MatrixView[], token: number): HiddenOverview['path'] {
  const at = (state: MatrixView | undefined): Float32Array =>
    state === undefined || token >= state.rows ? new Float32Array() : rowOf(state, token);
  const last = at(states.at(-1));
  const each = (value: (state: MatrixView, index: number) => number): Float32Array<ArrayBuffer> =>
    Float32Array.from(states, (state, index) => (token >= state.rows ? NaN : value(state, index)));
  return {
    token,
    toLast: each((state) => cosine(at(state), last)),
    toMean: each((state) => cosine(at(state), meanRow(state))),
    toPrevious: each((state, index) => (index === 0 ? NaN : cosine(at(state), at(states[index - 1])))),
  };
}

function meanRow(state: MatrixView): Float32Array {
  const sums = new Float64Array(state.columns);
  for (let row = 0; row < state.rows; row++) {
    const source = rowOf(state, row);
    for (let i = 0; i < source.length; i++) sums[i] = (sums[i] ?? 0) + (source[i] ?? 0);
  }
  return Float32Array.from(sums, (sum) => sum / state.rows);
}
