import { VirtualizerController, type VirtualItem } from '@tanstack/lit-virtual';
import type { ReactiveControllerHost } from 'lit';

/** Before a chip was drawn, and so measured. */
const usualChipWidth = 60;
/** Room that the "N more" buttons cover at both ends. */
const coveredEnds = 84;
/** How long a chip that was gone to is kept in view while the ones around it arrive and take their widths. */
const settlingMs = 1500;

export interface LineView {
  readonly items: readonly VirtualItem[];
  readonly width: number;
  /** How many chips lie before and behind those that are wholly in view, the ones under the buttons at the ends included. */
  readonly before: number;
  readonly after: number;
}

/** One scrolling line of chips of different widths, of which only those in view are drawn. */
export class LineWindow {
  readonly #controller: VirtualizerController<HTMLElement, HTMLElement>;
  #goal: { readonly item: number; readonly until: number } | null = null;

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
    const width = virtualizer.getTotalSize();
    const start = virtualizer.scrollOffset ?? 0;
    const end = start + (this.scroller()?.clientWidth ?? 0);
    const inView = items.filter((item) => item.end > start && item.start < end);
    const readable = inView.filter(
      (item) =>
        item.start >= (start > 0 ? start + coveredEnds : start) && item.end <= (end < width ? end - coveredEnds : end),
    );
    // Where no chip is wholly in view, those in part are what is read.
    const [first] = readable.length > 0 ? readable : inView;
    const last = (readable.length > 0 ? readable : inView).at(-1);
    return {
      items,
      width,
      before: first?.index ?? 0,
      after: last ? virtualizer.options.count - 1 - last.index : 0,
    };
  }

  /** Takes the widths of the chips that were drawn (while Lit draws them they have none). */
  measure(chips: Iterable<HTMLElement>): void {
    const virtualizer = this.#controller.getVirtualizer();
    for (const chip of chips) virtualizer.measureElement(chip);
    virtualizer.measureElement(null);
    this.#settle();
  }

  /** Brings a chip into view, and keeps it there while its neighbours settle. */
  goTo(item: number, align: 'auto' | 'center'): void {
    this.#goal = { item, until: performance.now() + settlingMs };
    this.#controller.getVirtualizer().scrollToIndex(item, { align });
  }

  /** The person scrolls: nothing is kept in view any more. */
  letGo(): void {
    this.#goal = null;
  }

  /** Moves by most of what is in view. */
  page(direction: -1 | 1): void {
    const width = this.scroller()?.clientWidth ?? 0;
    this.moveBy(direction * Math.max(width - 2 * coveredEnds, width / 2));
  }

  /** Moves by so many px. */
  moveBy(left: number): void {
    this.letGo();
    this.scroller()?.scrollBy({ left });
  }

  #settle(): void {
    if (!this.#goal) return;
    const { item, until } = this.#goal;
    if (performance.now() > until) this.#goal = null;
    else if (!this.#inView(item)) this.#controller.getVirtualizer().scrollToIndex(item, { align: 'auto' });
  }

  #inView(item: number): boolean {
    const virtualizer = this.#controller.getVirtualizer();
    const found = virtualizer.getVirtualItems().find(({ index }) => index === item);
    const start = virtualizer.scrollOffset ?? 0;
    return found !== undefined && found.start >= start && found.end <= start + (this.scroller()?.clientWidth ?? 0) + 1;
  }
}
