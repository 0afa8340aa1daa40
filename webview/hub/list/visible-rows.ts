import { later } from '../../shared/store/later';

/** How often the rows on screen are told, in ms: scrolling past a row needs no verdict of it. */
const interval = 150;
/** The most ids that are told at once; a screen holds fewer. */
const most = 200;

/** Tells which rows are on screen once they rest there, and only what has changed. */
export class VisibleRows {
  #shown: string[] = [];
  #told = '';
  #callOff: (() => void) | null = null;

  constructor(private readonly tell: (ids: string[]) => void) {}

  show(ids: readonly string[]): void {
    this.#shown = ids.slice(0, most);
    this.#callOff ??= later(interval, () => {
      this.#callOff = null;
      this.#flush();
    });
  }

  /** What is shown next is told even if it is what was told last: it belongs to another listing. */
  forget(): void {
    this.#told = '';
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #flush(): void {
    const now = this.#shown.join('\n');
    if (now === this.#told) return;
    this.#told = now;
    this.tell(this.#shown);
  }
}
