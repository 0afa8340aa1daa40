import { css } from 'lit';

/** Fields of 26 px as VS Code draws them, and what is wrong with them. */
export const fieldStyles = css`
  input {
    min-width: 0;
    height: 26px;
    padding: 0 6px;
    border: 1px solid var(--vscode-input-border, var(--lens-button-border));
    border-radius: 4px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  input::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }

  input:focus-visible,
  select:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .wrong input,
  .wrong select {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
  }

  .problem {
    display: flex;
    gap: 4px;
    margin: 2px 0 4px;
    font-size: 11px;
    line-height: 15px;
    overflow-wrap: anywhere;
  }

  .problem > vscode-icon {
    flex: none;
    color: var(--vscode-errorForeground);
  }
`;
