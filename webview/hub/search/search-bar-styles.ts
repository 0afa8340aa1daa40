import { css } from 'lit';

/** Box and selects share the width; the box looks like that of VS Code's own views, with its buttons inside. */
export const searchBarStyles = css`
  :host {
    flex: none;
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 4px 12px 8px;
  }

  .box {
    display: flex;
    align-items: center;
    gap: 2px;
    height: 26px;
    padding-right: 2px;
    border: 1px solid var(--vscode-input-border, var(--lens-button-border));
    border-radius: 4px;
    background: var(--vscode-input-background);
  }

  .box:focus-within {
    border-color: var(--vscode-focusBorder);
  }

  input[type='search'] {
    flex: 1;
    min-width: 0;
    height: 100%;
    padding: 0 8px;
    border: 0;
    outline: 0;
    background: none;
    color: var(--vscode-input-foreground);
    font: inherit;
    appearance: none;
  }

  input[type='search']::-webkit-search-cancel-button {
    display: none;
  }

  input::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }

  .icon-button[aria-expanded='true'] {
    background: var(--vscode-inputOption-activeBackground);
    border-color: var(--vscode-inputOption-activeBorder);
    color: var(--vscode-inputOption-activeForeground);
  }

  .selects {
    display: grid;
    grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
    gap: 8px;
    font-size: 12px;
  }

  .selects select {
    max-width: none;
  }
`;
