/** What the attention view paints, by the names that its times are kept under. */
export type Painting = 'grid' | 'lines' | 'scatter' | 'neuron';

/** Paints, and keeps how long it took as `performance` measure `attention:<what>`, for measurements and profiles. */
export function painted(what: Painting, paint: () => void): void {
  const start = performance.now();
  paint();
  // Only the newest is kept; an observer sees them all.
  performance.clearMeasures(`attention:${what}`);
  performance.measure(`attention:${what}`, { start, end: performance.now() });
}
