import type { Links } from '../../../common/contracts/internals/attention';
import { rowOf, type MatrixView } from './matrix-view';
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

/** Links by the cells and groups that they were found in. @param placeOf the layer and head of a group */
export function toLinks(
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

/** The first of some links. */
export function firstLinks(links: Links, limit: number): Links {
  return {
    layers: links.layers.slice(0, limit),
    heads: links.heads.slice(0, limit),
    queries: links.queries.slice(0, limit),
    keys: links.keys.slice(0, limit),
    weights: links.weights.slice(0, limit),
    total: links.total,
  };
}

/** The strongest of several lists, strongest first; of equals the one of the earlier list. */
export function mergeLinks(lists: readonly Links[], limit: number): Links {
  const places = lists
    .flatMap((links) => Array.from(links.weights, (weight, at) => ({ weight, links, at })))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, limit);
  const column = (name: 'layers' | 'heads' | 'queries' | 'keys') =>
    Int32Array.from(places, ({ links, at }) => links[name][at] ?? 0);
  return {
    layers: column('layers'),
    heads: column('heads'),
    queries: column('queries'),
    keys: column('keys'),
    weights: Float32Array.from(places, ({ weight }) => weight),
    total: lists.reduce((sum, { total }) => sum + total, 0),
  };
}
