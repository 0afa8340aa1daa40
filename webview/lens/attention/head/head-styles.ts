import { css } from 'lit';

export const headStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 4px;
    height: 22px;
  }

  .head h2 {
    flex: 1 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .layers {
    margin-top: 14px;
  }

  .layers h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .name {
    margin: 0 4px 0 0;
    font-family: var(--lens-mono);
    font-size: 12px;
    font-weight: 600;
    color: var(--vscode-foreground);
  }

  .waiting {
    min-height: 18px;
    margin: 0;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .toggle {
    flex: none;
    height: 22px;
    padding: 0 8px;
    border: 1px solid var(--lens-button-border);
    border-radius: 4px;
    background: none;
    color: var(--vscode-foreground);
    font: inherit;
    font-size: 12px;
    cursor: pointer;
  }

  .toggle[aria-expanded='true'] {
    border-color: var(--vscode-inputOption-activeBorder);
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
  }
`;
