import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

export interface ButtonParams {
  readonly label: string;
  readonly onClick: (event: MouseEvent) => void;
  /** At most one a view. */
  readonly primary?: boolean;
  /** Name of a codicon before the label. */
  readonly icon?: string;
  readonly disabled?: boolean;
}

/** A button with text, 26 px high. Needs {@link buttonStyles}. */
export function button({ label, onClick, primary = false, icon, disabled = false }: ButtonParams): TemplateResult {
  return html`<vscode-button ?secondary=${!primary} ?disabled=${disabled} icon=${ifDefined(icon)} @click=${onClick}
    >${label}</vscode-button
  >`;
}

/** Secondary buttons are transparent in some themes, so they need a border of their own. */
export const buttonStyles = css`
  vscode-button {
    flex: none;
    height: 26px;
    --vscode-font-size: 12px;
  }

  vscode-button[secondary] {
    --vscode-button-border: var(--lens-button-border);
  }
`;
