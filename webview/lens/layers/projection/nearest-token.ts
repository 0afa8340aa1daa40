import type { ProjectionLayout } from './projection-layout';

/** How near the pointer has to be to a point, in px. */
const reach = 14;

/** The token under the pointer: by its label, or by its state after the chosen layer; null when none is near. */
export function nearestToken(layout: ProjectionLayout, state: number, x: number, y: number): number | null {
  if (x >= layout.labelX - 4) {
    const label = layout.labels.find((placed) => Math.abs(placed.y - y) <= 7);
    if (label) return label.key;
  }
  let best: { readonly token: number; readonly distance: number } | null = null;
  for (let token = 0; token < layout.count; token += 1) {
    const place = layout.at(state, token);
    const distance = Math.hypot(place.x - x, place.y - y);
    if (distance <= reach && distance < (best?.distance ?? Infinity)) best = { token, distance };
  }
  return best?.token ?? null;
}
