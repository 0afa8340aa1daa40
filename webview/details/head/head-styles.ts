import { css } from 'lit';

/** Title, facts and actions, each a row that wraps. */
export const headStyles = css`
  :host {
    display: block;
  }

  h1 {
    margin: 0;
    font-size: 18px;
    font-weight: 600;
    line-height: 26px;
    overflow-wrap: anywhere;
  }

  .owner {
    font-weight: 400;
    color: var(--vscode-descriptionForeground);
  }

  .facts,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }

  .facts {
    gap: 0 14px;
    min-height: 20px;
    margin: 4px 0 12px;
    padding: 0;
    list-style: none;
    font-size: 12px;
    line-height: 20px;
    color: var(--vscode-descriptionForeground);
  }

  .facts li {
    display: inline-flex;
    align-items: center;
    gap: 3px;
  }

  .task {
    font-weight: 400;
    color: var(--vscode-foreground);
  }

  .actions {
    gap: 8px;
    min-height: 26px;
    font-size: 12px;
  }

  .tail {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-left: auto;
  }

  .tail .link {
    margin-right: 4px;
  }

  .weights,
  .revision {
    max-width: min(320px, 100%);
    field-sizing: content;
  }

  .progress {
    max-width: 480px;
    margin-top: 10px;
  }

  .words {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    margin-top: 4px;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }

  .failed {
    display: flex;
    gap: 8px;
    margin: 6px 0 0;
    font-size: 12px;
    overflow-wrap: anywhere;
  }

  .failed > vscode-icon {
    flex: none;
    color: var(--vscode-errorForeground);
  }
`;
