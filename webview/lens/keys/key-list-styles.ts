import { css } from 'lit';

/** A hover over the view, in as many columns as there is room for. */
export const keyListStyles = css`
  dialog {
    width: min(720px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 0;
    overflow: auto;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--lens-card-border));
    border-radius: 6px;
    background: var(--vscode-editorHoverWidget-background);
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
  }

  dialog::backdrop {
    background: transparent;
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 8px 8px 4px 16px;
  }

  .groups {
    columns: 300px 2;
    column-gap: 32px;
    padding: 0 16px 12px;
  }

  table {
    width: 100%;
    table-layout: fixed;
    break-inside: avoid;
    border-collapse: collapse;
    font-size: 12px;
    line-height: 18px;
  }

  caption {
    padding: 8px 0 2px;
    font-weight: 600;
    text-align: start;
  }

  th {
    width: 148px;
    padding: 3px 12px 3px 0;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    white-space: nowrap;
  }

  td {
    padding: 3px 0;
  }
`;
