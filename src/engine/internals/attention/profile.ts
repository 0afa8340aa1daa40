import { setImmediate } from 'node:timers/promises';
import type { AttentionProfile } from '../../../common/contracts/internals/attention';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { entryRange, type ShownAxis } from '../tokens/axis';
import { entropyOf } from '../../../common/statistics/entropy';
import type { Choice, Matrices } from './matrices';
import { rowOf, type MatrixView } from './matrix-view';
import { groupColumns } from './reduce';

export interface ProfileOptions {
  readonly queries: ShownAxis;
  readonly keys: ShownAxis;
  /** Entries of the queries (`from`) or of the keys (`to`). */
  readonly chosen: readonly number[];
  readonly direction: 'from' | 'to';
}

/** What chosen tokens attend to, or what attends to them: in one matrix, and through the layers as the mean of heads. */
export async function attentionProfile(
  matrices: Matrices,
  choice: Choice,
  options: ProfileOptions,
  signal: CancellationSignal,
): Promise<AttentionProfile> {
  const { layers } = matrices.layers.stack;
  const entries = (options.direction === 'from' ? options.keys : options.queries).entries;
  const weights = profileOf(await matrices.matrix(choice, signal), options);
  const throughLayers = new Float32Array(layers * entries);
  for (let layer = 0; layer < layers; layer++) {
    await setImmediate();
    signal.throwIfAborted();
    const mean = await matrices.matrix({ of: choice.of, layer, head: null }, signal);
    throughLayers.set(profileOf(mean, options), layer * entries);
  }
  return { weights, throughLayers, entropy: entropyOf(weights) };
}

/** The sum over the chosen entries, by entry of the other axis. */
export function profileOf(view: MatrixView, options: ProfileOptions): Float32Array<ArrayBuffer> {
  return options.direction === 'from' ? fromChosen(view, options) : toChosen(view, options);
}

/** Rows of a word are averaged, then chosen rows are added, then the columns of a word. */
function fromChosen(view: MatrixView, { queries, keys, chosen }: ProfileOptions): Float32Array<ArrayBuffer> {
  const sums = new Float64Array(view.columns);
  for (const entry of chosen) {
    const [from, to] = entryRange(queries, entry);
    for (let row = from; row < to; row++) {
      const weights = rowOf(view, row);
      for (let key = 0; key < weights.length; key++) sums[key] = (sums[key] ?? 0) + (weights[key] ?? 0) / (to - from);
    }
  }
  const profile = new Float32Array(keys.entries);
  groupColumns(sums, keys, 1, profile);
  return profile;
}

/** The chosen columns are added, then the rows of a word averaged. */
function toChosen(view: MatrixView, { queries, keys, chosen }: ProfileOptions): Float32Array<ArrayBuffer> {
  const columns = chosen.flatMap((entry) => {
    const [from, to] = entryRange(keys, entry);
    return Array.from({ length: to - from }, (_, index) => from + index);
  });
  return Float32Array.from({ length: queries.entries }, (_, entry) => {
    const [from, to] = entryRange(queries, entry);
    let sum = 0;
    for (let row = from; row < to; row++) {
      const start = view.offset + row * view.stride;
      for (const column of columns) sum += view.data[start + column] ?? 0;
    }
    return sum / (to - from);
  });
}
