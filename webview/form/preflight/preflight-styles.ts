import { css } from 'lit';

export const preflightStyles = css`
  :host {
    display: block;
    font-size: 12px;
  }

  .card {
    padding: 6px 12px 8px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
  }

  .title {
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }

  p {
    margin: 2px 0;
  }

  p vscode-icon {
    vertical-align: middle;
  }

  .failed > vscode-icon,
  .error > vscode-icon {
    color: var(--vscode-errorForeground);
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  ul.stale {
    opacity: var(--lens-stale-opacity);
    color: var(--lens-stale-foreground);
  }

  li {
    display: grid;
    grid-template-columns: 16px 68px minmax(0, 1fr) auto;
    align-items: start;
    gap: 0 8px;
    min-height: 22px;
    line-height: 18px;
    padding: 2px 0;
  }

  .subject {
    color: var(--vscode-descriptionForeground);
  }

  .stale .subject {
    color: var(--lens-stale-description);
  }

  .text {
    overflow-wrap: anywhere;
  }

  .ok > vscode-icon {
    color: var(--vscode-charts-green);
  }

  .info > vscode-icon {
    color: var(--vscode-editorInfo-foreground);
  }

  .warning > vscode-icon {
    color: var(--vscode-editorWarning-foreground);
  }
`;
