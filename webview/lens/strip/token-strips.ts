import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { StoreElement } from '../store/store-element';

/** The token strip. */
@customElement('lens-strips')
export class TokenStrips extends StoreElement {
  override render(): TemplateResult {
    return html`${this.store.state?.run?.rows.length ?? 0}`;
  }
}
