import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { StoreElement } from '../store/store-element';

/** How the text became ids. */
@customElement('lens-tokens')
export class TokensTab extends StoreElement {
  override render(): TemplateResult {
    return html`${this.store.state?.run?.runId ?? ''}`;
  }
}
