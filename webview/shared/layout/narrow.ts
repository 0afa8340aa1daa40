import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Below this width, in pixels, a view is one column and a table gives up what it can. */
export const narrowBelow = 560;

/** Tells an element whether it is narrow, and draws it again when that changes. */
export class NarrowController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;
  #narrow = false;

  /** @param below the width in pixels below which the element is narrow */
  constructor(host: ReactiveControllerHost & Element, below = narrowBelow) {
    this.#host = host;
    this.#observer = new ResizeObserver((entries) => {
      const width = entries.at(-1)?.contentRect.width ?? below;
      this.#set(width < below);
    });
    host.addController(this);
  }

  get narrow(): boolean {
    return this.#narrow;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #set(narrow: boolean): void {
    if (narrow === this.#narrow) return;
    this.#narrow = narrow;
    this.#host.requestUpdate();
  }
}
