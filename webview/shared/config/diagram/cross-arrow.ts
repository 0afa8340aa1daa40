import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

/** Between the end of a path and the edges that it goes around. */
const gutter = 14;

/** Draws the way from the encoder's output to the decoder's cross-attention, where both were laid out. */
export class CrossArrow implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer: ResizeObserver;
  #path = '';

  constructor(host: LitElement) {
    this.#host = host;
    this.#observer = new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  hostUpdated(): void {
    this.#measure();
  }

  render(): TemplateResult {
    return html`<svg class="cross-arrow" aria-hidden="true">
      <defs>
        <marker id="tip" viewBox="0 0 6 8" refX="5" refY="4" markerWidth="6" markerHeight="8" orient="auto">
          <path class="tip" d="M0 0L6 4L0 8Z"></path>
        </marker>
      </defs>
      <path class="wire" d=${this.#path} marker-end=${this.#path === '' ? '' : 'url(#tip)'}></path>
    </svg>`;
  }

  #measure(): void {
    const root = this.#host.renderRoot;
    const [from, to, frame, stack] = ['.given', '.attention[data-of="cross"]', '.diagram', '.stack'].map((selector) =>
      root.querySelector(selector)?.getBoundingClientRect(),
    );
    const path = from && to && frame && stack ? pathBetween(from, to, frame, stack) : '';
    if (path === this.#path) return;
    this.#path = path;
    this.#host.requestUpdate();
  }
}

/** Beside each other by the gap between them, else around the left. */
function pathBetween(from: DOMRect, to: DOMRect, frame: DOMRect, stack: DOMRect): string {
  const y1 = from.top + from.height / 2 - frame.top;
  const y2 = to.top + to.height / 2 - frame.top;
  const end = to.left - frame.left - 1;
  const beside = from.right < to.left;
  const start = (beside ? from.right + 4 : from.left - 4) - frame.left;
  const x = beside ? stack.right - frame.left + gutter : gutter / 2;
  return `M${start} ${y1}H${x}V${y2}H${end}`;
}
