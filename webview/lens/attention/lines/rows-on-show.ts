import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Box } from '../../../shared/heatmap/layout';
import type { Viewport } from '../../../shared/heatmap/viewport';

/** Where the heatmap has its rows and columns. */
export interface SharedRows {
  readonly plot: Box;
  readonly view: Viewport;
}

/**
 * What the pictures beside the heatmap share with it. It changes with every step of a zoom, so only those pictures are
 * told, and nothing else of the view is drawn anew.
 */
export class RowsOnShow {
  readonly #listeners = new Set<() => void>();
  #value: SharedRows | null = null;
  #heading = 22;

  /** Null before the heatmap was drawn. */
  get value(): SharedRows | null {
    return this.#value;
  }

  set(value: SharedRows): void {
    this.#value = value;
    this.#tell();
  }

  /** Height of what stands over the heatmap, in px: as much stands over what shares its rows. */
  get heading(): number {
    return this.#heading;
  }

  setHeading(height: number): void {
    if (height === this.#heading) return;
    this.#heading = height;
    this.#tell();
  }

  /** Calls back after every change. Gives a function that lets go. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

interface Host extends ReactiveControllerHost {
  readonly rowsOnShow: RowsOnShow;
}

/** Has an element told of changes of the rows that it was given; by default it is drawn again. */
export function followRows(host: Host, onChange: () => void = () => host.requestUpdate()): void {
  host.addController(new RowsFollower(host, onChange));
}

class RowsFollower implements ReactiveController {
  #rows: RowsOnShow | null = null;
  #letGo: (() => void) | undefined;

  constructor(
    private readonly host: Host,
    private readonly onChange: () => void,
  ) {}

  hostUpdate(): void {
    const { rowsOnShow } = this.host;
    if (rowsOnShow === this.#rows) return;
    this.#letGo?.();
    this.#rows = rowsOnShow;
    this.#letGo = rowsOnShow.subscribe(this.onChange);
  }

  hostDisconnected(): void {
    this.#letGo?.();
    this.#rows = null;
  }
}
