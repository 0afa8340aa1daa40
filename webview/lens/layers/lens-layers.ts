import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { StoreElement } from '../store/store-element';

/** Hidden states of the model in use, layer by layer. */
@customElement('lens-layers')
export class LensLayers extends StoreElement {
  override render(): TemplateResult {
    return html``;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-layers': LensLayers;
  }
}
