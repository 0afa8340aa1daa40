/** A label that wants to stand at a height. */
export interface WantedLabel {
  readonly key: number;
  readonly y: number;
  /** Stays whatever others there are. */
  readonly kept: boolean;
}

export interface PlacedHeight {
  readonly key: number;
  readonly y: number;
}

interface Cluster {
  readonly labels: WantedLabel[];
  /** Of its first label. */
  y: number;
}

/**
 * Heights of labels at least `apart` from each other within `from` to `to`, each as near as can be to where it wants to
 * stand. Where there is no room for all, those are left out that would stand over a neighbour.
 */
export function spreadLabels(wanted: readonly WantedLabel[], from: number, to: number, apart: number): PlacedHeight[] {
  const room = Math.max(1, Math.floor((to - from) / apart) + 1);
  const fitting = wanted.length <= room ? wanted : thinned(wanted, apart, room);
  const clusters: Cluster[] = [];
  for (const label of [...fitting].sort((a, b) => a.y - b.y)) {
    let cluster: Cluster = { labels: [label], y: label.y };
    let above = clusters.at(-1);
    while (above && above.y + above.labels.length * apart > cluster.y) {
      clusters.pop();
      cluster = together(above, cluster, apart);
      above = clusters.at(-1);
    }
    clusters.push(cluster);
  }
  return within(
    clusters.flatMap(({ labels, y }) => labels.map(({ key }, index) => ({ key, y: y + index * apart }))),
    from,
    to,
    apart,
  );
}

/** Labels that stand clear of those before them, the kept ones first. */
function thinned(wanted: readonly WantedLabel[], apart: number, room: number): WantedLabel[] {
  const taken: WantedLabel[] = [];
  const inTurn = [...wanted].sort((a, b) => Number(b.kept) - Number(a.kept) || a.y - b.y);
  for (const label of inTurn) {
    if (taken.length >= room) break;
    if (taken.every((other) => Math.abs(other.y - label.y) >= apart)) taken.push(label);
  }
  return taken;
}

/** One cluster of two, its middle where the labels' wishes have theirs. */
function together(above: Cluster, below: Cluster, apart: number): Cluster {
  const labels = [...above.labels, ...below.labels];
  const sum = labels.reduce((total, { y }, index) => total + y - index * apart, 0);
  return { labels, y: sum / labels.length };
}

function within(heights: PlacedHeight[], from: number, to: number, apart: number): PlacedHeight[] {
  const down = heights.map(({ key, y }, index) => ({ key, y: Math.max(y, from + index * apart) }));
  return down.map(({ key, y }, index) => ({ key, y: Math.min(y, to - (down.length - 1 - index) * apart) }));
}
