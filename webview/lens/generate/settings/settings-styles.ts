import { css } from 'lit';

/** A row a setting, 28 px; the mark of a changed one as in VS Code's settings. */
export const settingsStyles = css`
  :host {
    display: block;
    font-size: 12px;
  }

  .title,
  .reset {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 24px;
  }

  .reset {
    justify-content: flex-end;
    min-height: 0;
  }

  .setting {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 92px;
    align-items: center;
    gap: 0 8px;
    min-height: 28px;
  }

  .setting.changed::before {
    content: '';
    position: absolute;
    inset: 4px auto 4px -8px;
    width: 2px;
    background: var(--vscode-settings-modifiedItemIndicator, var(--vscode-focusBorder));
  }

  label {
    line-height: 15px;
  }

  input,
  select {
    width: 100%;
    min-width: 0;
    max-width: none;
    height: 24px;
    padding: 0 6px;
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-align: right;
  }

  input {
    border: 1px solid var(--vscode-input-border, var(--lens-button-border));
    border-radius: 4px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
  }

  input::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }

  input:focus-visible,
  select:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .wrong input {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
  }

  .problem,
  .note {
    grid-column: 1 / -1;
    margin: 2px 0 4px;
    font-size: 11px;
    line-height: 15px;
    overflow-wrap: anywhere;
  }

  .note {
    color: var(--vscode-descriptionForeground);
  }

  .problem {
    display: flex;
    gap: 4px;
  }

  .problem > vscode-icon {
    flex: none;
    color: var(--vscode-errorForeground);
  }

  summary {
    padding: 3px 0;
    border-radius: 3px;
    line-height: 20px;
    cursor: pointer;
  }

  summary > h2 {
    display: inline;
  }

  /* The mark of a changed setting stands beside its row. */
  details {
    padding-left: 8px;
    margin-left: -8px;
  }
`;
