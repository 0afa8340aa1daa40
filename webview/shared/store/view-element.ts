import { LitElement } from 'lit';
import { elementStyles } from '../theme/element-styles';

/** What an element needs of its store. */
export interface Subscribable {
  subscribe(listener: () => void): () => void;
}

/** An element that draws from the store of its view and is drawn again after its changes. */
export abstract class ViewElement extends LitElement {
  static override styles = [elementStyles];

  /** Set by the element around it, and never replaced. */
  abstract accessor store: Subscribable;

  #letGo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#letGo = this.store.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#letGo?.();
  }
}
