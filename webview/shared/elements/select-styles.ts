import { css } from 'lit';

/** A native select, 26 px high: its list can be of any length and typed ahead to. */
export const selectStyles = css`
  select {
    min-width: 0;
    max-width: 200px;
    height: 26px;
    padding: 0 4px;
    border: 1px solid var(--vscode-dropdown-border, var(--lens-button-border));
    border-radius: 4px;
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
    font: inherit;
    text-overflow: ellipsis;
  }

  option {
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
    color: var(--vscode-dropdown-foreground);
  }
`;
