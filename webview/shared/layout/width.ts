import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells an element how wide it is, and draws it again when that changes. */
export class WidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;
  #width = 0;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#observer = new ResizeObserver((entries) => this.#set(entries.at(-1)?.contentRect.width ?? 0));
    host.addController(this);
  }

  /** In CSS pixels, without padding; 0 before the element was laid out. */
  get width(): number {
    return this.#width;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #set(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    this.#host.requestUpdate();
  }
}
