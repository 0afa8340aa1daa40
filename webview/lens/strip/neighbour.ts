/** Where a chip is on the page. */
export interface ChipBox {
  readonly item: number;
  readonly left: number;
  readonly width: number;
  readonly top: number;
}

/** The chip nearest above (-1) or below (1) one of several lines; null on the outer lines. */
export function chipAbove(boxes: readonly ChipBox[], from: number, direction: -1 | 1): number | null {
  const start = boxes.find(({ item }) => item === from);
  if (!start) return null;
  const beyond = boxes.filter(({ top }) => (top - start.top) * direction > 1);
  const line = Math.min(...beyond.map(({ top }) => (top - start.top) * direction));
  const middle = ({ left, width }: ChipBox) => left + width / 2;
  let best: ChipBox | null = null;
  for (const box of beyond) {
    if ((box.top - start.top) * direction > line + 1) continue;
    const nearer = best === null || Math.abs(middle(box) - middle(start)) < Math.abs(middle(best) - middle(start));
    if (nearer) best = box;
  }
  return best === null ? null : best.item;
}

/** Where drawn chips are. */
export function chipBoxes(chips: Iterable<HTMLElement>): ChipBox[] {
  return Array.from(chips, (chip) => {
    const { left, width, top } = chip.getBoundingClientRect();
    return { item: Number(chip.dataset['item']), left, width, top };
  });
}

/** The chip that a pointer event is on; null beside the chips. */
export function itemUnder(event: Event): number | null {
  const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('.chip') : null;
  return chip ? Number(chip.dataset['item']) : null;
}
