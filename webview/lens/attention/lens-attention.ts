import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { StoreElement } from '../store/store-element';

/** Attention of the model in use: the grid of heads, one head, its lines. */
@customElement('lens-attention')
export class LensAttention extends StoreElement {
  override render(): TemplateResult {
    return html``;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-attention': LensAttention;
  }
}
