/**
 * What changed between two pictures of attention, whose pixels are `round(255 * sqrt(weight))`: as
 * `128 + round(127 * change / largest)`, with the largest change of a weight. Throws RangeError for pictures of other sizes.
 */
export function changePicture(
  base: Uint8Array,
  tuned: Uint8Array,
): { change: Uint8Array<ArrayBuffer>; largest: number } {
  if (base.length !== tuned.length) throw new RangeError('The pictures have different sizes.');
  const changes = Float64Array.from(tuned, (pixel, at) => weightOf(pixel) - weightOf(base[at] ?? 0));
  const largest = changes.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
  const scale = largest === 0 ? 0 : 127 / largest;
  return { change: Uint8Array.from(changes, (change) => 128 + Math.round(change * scale)), largest };
}

function weightOf(pixel: number): number {
  return (pixel / 255) ** 2;
}
