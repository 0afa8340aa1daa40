/** A scale for values of a regression head: from `low` to `high`, with round ticks, zero among them where it fits. */
export interface Ruler {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const steps = [1, 2, 5, 10];

/** The ruler that has room for all values and for zero. Values that are not finite take no room. */
export function rulerFor(values: readonly number[]): Ruler {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  const step = roundStep((most - least || 1) / 4);
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  const count = Math.round((high - low) / step);
  // Multiplying and rounding keeps 0.1 + 0.2 out of the labels.
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12)));
  return { low, high, ticks };
}

/** Where a value stands on the ruler, 0 at its low end and 1 at its high end; what lies outside stands at the end. */
export function placeOn(ruler: Ruler, value: number): number {
  const place = (value - ruler.low) / (ruler.high - ruler.low);
  return Math.min(1, Math.max(0, Number.isNaN(place) ? 0 : place));
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return (steps.find((step) => step * power >= raw) ?? 10) * power;
}
