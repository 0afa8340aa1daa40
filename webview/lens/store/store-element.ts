import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { elementStyles } from '../../shared/theme/element-styles';
import type { LensStore } from './lens-store';

/**
 * An element that draws from the store and is drawn again after its changes. Its `store` is set by the element around it
 * and never replaced. (Decorators are the standard ones, on `accessor` fields; esbuild lowers them.)
 */
export abstract class StoreElement extends LitElement {
  static override styles = [elementStyles];

  @property({ attribute: false }) accessor store!: LensStore;

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
