/** A weight from the row of a query to the row of a key. */
export interface Link {
  readonly query: number;
  readonly key: number;
  readonly weight: number;
}

/** Where entries stand at both ends, in CSS pixels: the middles of the heatmap's rows, and of its columns as far down. */
export interface Places {
  readonly query: (entry: number) => number;
  readonly key: (entry: number) => number;
  readonly rowHeight: number;
  /** What is in view. */
  readonly top: number;
  readonly bottom: number;
}

/** A curve from left to right, in CSS pixels. */
export interface Curve extends Link {
  readonly from: number;
  readonly to: number;
  /** Width of its stroke. */
  readonly width: number;
}

const widest = 7;
const thinnest = 0.5;
/** Most lines of one chosen row; weaker ones are not to be seen between them. */
const mostOfRow = 64;

/**
 * The width of the stroke for a weight: it grows with the weight, and what is there can be seen. Where rows are low strokes
 * are thin, so that they stay apart. `rowHeight` in px.
 */
export function strokeOf(weight: number, rowHeight: number): number {
  const most = Math.min(widest, Math.max(1.2, rowHeight * 0.6));
  return Math.max(thinnest, Math.min(1, weight) * most);
}

/** Links as curves, the weakest first so that the strong ones lie on top. Those that are not in view at all are left out. */
export function curvesOf(links: readonly Link[], { query, key, rowHeight, top, bottom }: Places): Curve[] {
  const curves = links.map((link) => ({
    ...link,
    from: query(link.query),
    to: key(link.key),
    width: strokeOf(link.weight, rowHeight),
  }));
  return curves
    .filter(({ from, to }) => Math.max(from, to) >= top && Math.min(from, to) <= bottom)
    .sort((a, b) => a.weight - b.weight);
}

/** The links that are at or over a threshold and start at none of the chosen queries, whose links are all drawn. */
export function linksOver(links: readonly Link[], threshold: number, chosen: ReadonlySet<number>): Link[] {
  return links.filter(({ query, weight }) => weight >= threshold && !chosen.has(query));
}

/** The keys that get the most, the first one most of all: they are named first where there is no room for all names. */
export function strongestKeys(weights: ArrayLike<number>, least: number, most: number): number[] {
  return Array.from(weights, (weight, key) => ({ key, weight }))
    .filter(({ weight }) => weight >= least)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ key }) => key);
}

/** What a token attends to, as links, the strongest of them; weights that would round to 0.000 are not there. */
export function linksOfRow(query: number, weights: ArrayLike<number>): Link[] {
  const links = Array.from(weights, (weight, key) => ({ query, key, weight })).filter(({ weight }) => weight >= 0.0005);
  return links.length <= mostOfRow ? links : links.sort((a, b) => b.weight - a.weight).slice(0, mostOfRow);
}
