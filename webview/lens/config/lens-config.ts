import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { StoreElement } from '../store/store-element';

/** What the model in use is made of. */
@customElement('lens-config')
export class LensConfig extends StoreElement {
  override render(): TemplateResult {
    return html``;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-config': LensConfig;
  }
}
