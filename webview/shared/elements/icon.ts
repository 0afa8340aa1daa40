import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { html, type TemplateResult } from 'lit';

/** A codicon, hidden from screen readers: what it says must stand beside it as text or as the button's label. */
export function icon(name: string, size = 16): TemplateResult {
  return html`<vscode-icon name=${name} .size=${size}></vscode-icon>`;
}

/** A turning codicon for work that goes on. */
export function spinner(size = 16): TemplateResult {
  return html`<vscode-icon name="loading" .size=${size} spin></vscode-icon>`;
}
