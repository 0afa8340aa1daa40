import { VirtualizerController, type VirtualItem } from '@tanstack/lit-virtual';
import type { ReactiveControllerHost } from 'lit';

/** Before a chip was drawn, and so measured. */
const usualChipWidth = 52;
/** Room that the "N more" buttons cover at both ends. */
const coveredEnds = 84;

export interface LineView {
  readonly items: readonly VirtualItem[];
  readonly width: number;
  /** How many chips lie wholly before and behind what is in view. */
  readonly before: number;
  readonly after: number;
}

/** One scrolling line of chips of different widths, of which only those in view are drawn. */
export class LineWindow {
  readonly #controller: VirtualizerController<HTMLElement, HTMLElement>;

  constructor(
    host: ReactiveControllerHost,
    private readonly scroller: () => HTMLElement | null,
  ) {
    this.#controller = new VirtualizerController<HTMLElement, HTMLElement>(host, {
      horizontal: true,
      count: 0,
      getScrollElement: scroller,
      estimateSize: () => usualChipWidth,
      overscan: 8,
      scrollPaddingStart: coveredEnds,
      scrollPaddingEnd: coveredEnds,
    });
  }

  /** Sets how many chips there are. `fresh` forgets the widths measured so far, which were of another row. */
  setCount(count: number, fresh: boolean): void {
    const virtualizer = this.#controller.getVirtualizer();
    virtualizer.setOptions({ ...virtualizer.options, count });
    if (fresh) virtualizer.measure();
  }

  /** What is to be drawn now. */
  view(): LineView {
    const virtualizer = this.#controller.getVirtualizer();
    const items = virtualizer.getVirtualItems();
    const start = virtualizer.scrollOffset ?? 0;
    const end = start + (this.scroller()?.clientWidth ?? 0);
    const inView = items.filter((item) => item.end > start && item.start < end);
    const [first] = inView;
    const last = inView.at(-1);
    return {
      items,
      width: virtualizer.getTotalSize(),
      before: first?.index ?? 0,
      after: last ? virtualizer.options.count - 1 - last.index : 0,
    };
  }

  /** Takes the widths of the chips that were drawn (while Lit draws them they have none). */
  measure(chips: Iterable<HTMLElement>): void {
    const virtualizer = this.#controller.getVirtualizer();
    for (const chip of chips) virtualizer.measureElement(chip);
    virtualizer.measureElement(null);
  }

  scrollTo(item: number, align: 'auto' | 'center'): void {
    this.#controller.getVirtualizer().scrollToIndex(item, { align });
  }

  /** Moves by most of what is in view. */
  page(direction: -1 | 1): void {
    const width = this.scroller()?.clientWidth ?? 0;
    this.scroller()?.scrollBy({ left: direction * Math.max(width - 2 * coveredEnds, width / 2) });
  }
}
