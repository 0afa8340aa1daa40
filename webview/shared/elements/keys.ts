import { css, html, type TemplateResult } from 'lit';

/** The key that commands are pressed with, as the person's keyboard writes it. */
export function controlKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}

/** Keys that are pressed one after the other, or held together. Needs {@link keyStyles}. */
export function keys(names: readonly string[]): TemplateResult {
  return html`${names.map((name) => html`<kbd>${name}</kbd> `)}`;
}

/** Keys as VS Code draws them. */
export const keyStyles = css`
  kbd {
    margin: 0 1px;
    padding: 1px 5px;
    border: 1px solid var(--vscode-keybindingLabel-border, var(--lens-card-border));
    border-bottom-color: var(--vscode-keybindingLabel-bottomBorder, var(--lens-card-border));
    border-radius: 3px;
    background: var(--vscode-keybindingLabel-background);
    color: var(--vscode-keybindingLabel-foreground);
    font: inherit;
    font-size: 11px;
    white-space: nowrap;
  }
`;
