import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon';

export interface IconButton {
  /** Name of the codicon. */
  readonly name: string;
  /** Tooltip and accessible name. */
  readonly label: string;
  readonly onClick: () => void;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

/** A tool button of 22 px; its styles are in the shared element styles. */
export function iconButton({ name, label, onClick, pressed, disabled = false }: IconButton): TemplateResult {
  return html`<button
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    ?disabled=${disabled}
    @click=${onClick}
  >
    ${icon(name)}
  </button>`;
}
