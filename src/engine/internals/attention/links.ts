import { setImmediate } from 'node:timers/promises';
import type { Links } from '../../../common/contracts/internals/attention';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { entryRange, type ShownAxis } from '../tokens/axis';
import type { TokenFacts } from '../tokens/token-facts';
import { headOf } from './layer-attention';
import type { Matrices } from './matrices';
import { rowOf, type MatrixView } from './matrix-view';
import { reduce } from './reduce';
import { Strongest } from './strongest';

/** Links of one matrix at or over a threshold, strongest first; `layer` and `head` are noted with each. */
export function linksOf(
  view: MatrixView,
  { threshold, limit, layer, head }: { threshold: number; limit: number; layer: number; head: number },
): Links {
  const strongest = new Strongest(limit);
  let total = 0;
  for (let query = 0; query < view.rows; query++) {
    const weights = rowOf(view, query);
    for (let key = 0; key < weights.length; key++) {
      const weight = weights[key] ?? 0;
      if (!(weight >= threshold)) continue;
      total += 1;
      if (weight > strongest.least) strongest.add(weight, query * view.columns + key, 0);
    }
  }
  return toLinks(strongest, total, view.columns, () => [layer, head]);
}

export interface LinkOptions {
  readonly queries: ShownAxis;
  readonly keys: ShownAxis;
  /** Leaves special tokens out, and a token's look at itself. */
  readonly betweenWords: boolean;
  readonly limit: number;
}

/** The strongest links of all heads; `total` counts all that were compared. */
export async function strongestLinks(
  matrices: Matrices,
  { queries, keys, betweenWords, limit }: LinkOptions,
  signal: CancellationSignal,
): Promise<Links> {
  const { stack, queries: queryTokens, keys: keyTokens } = matrices.layers;
  const rows = comparedEntries(queries, queryTokens, betweenWords);
  const columns = comparedEntries(keys, keyTokens, betweenWords);
  const leavesDiagonal = betweenWords && stack.kind !== 'cross';
  const strongest = new Strongest(limit);
  for (let layer = 0; layer < stack.layers; layer++) {
    await setImmediate();
    signal.throwIfAborted();
    const attention = await matrices.layers.layer(layer, signal);
    for (let head = 0; head < stack.heads; head++) {
      const view = reduce(headOf(attention, head, queryTokens, keyTokens), queries, keys);
      collect(view, rows, columns, leavesDiagonal, strongest, layer * stack.heads + head);
    }
  }
  const diagonal = leavesDiagonal ? rows.length : 0;
  const total = stack.layers * stack.heads * Math.max(0, rows.length * columns.length - diagonal);
  return toLinks(strongest, total, keys.entries, (group) => [Math.floor(group / stack.heads), group % stack.heads]);
}

function comparedEntries(axis: ShownAxis, tokens: TokenFacts, betweenWords: boolean): Int32Array {
  const all = Int32Array.from({ length: axis.entries }, (_, entry) => entry);
  if (!betweenWords) return all;
  return all.filter((entry) => tokens.special[entryRange(axis, entry)[0] + axis.base] !== 1);
}

function collect(
  view: MatrixView,
  rows: Int32Array,
  columns: Int32Array,
  leavesDiagonal: boolean,
  strongest: Strongest,
  group: number,
): void {
  let { least } = strongest;
  for (const query of rows) {
    const weights = rowOf(view, query);
    for (const key of columns) {
      const weight = weights[key] ?? 0;
      if (!(weight > least) || (leavesDiagonal && key === query)) continue;
      strongest.add(weight, query * view.columns + key, group);
      ({ least } = strongest);
    }
  }
}

function toLinks(
  strongest: Strongest,
  total: number,
  columns: number,
  placeOf: (group: number) => readonly [layer: number, head: number],
): Links {
  const found = strongest.sorted();
  const places = found.map(({ group }) => placeOf(group));
  return {
    layers: Int32Array.from(places, ([layer]) => layer),
    heads: Int32Array.from(places, ([, head]) => head),
    queries: Int32Array.from(found, ({ cell }) => Math.floor(cell / columns)),
    keys: Int32Array.from(found, ({ cell }) => cell % columns),
    weights: Float32Array.from(found, ({ weight }) => weight),
    total,
  };
}
