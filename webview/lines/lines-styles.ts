import { css } from 'lit';

/** Head and tools stay, the table scrolls. */
export const linesStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    padding: 8px 16px 0;
  }

  header,
  [role='status'],
  .tools {
    flex: none;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    column-gap: 16px;
    min-height: 28px;
  }

  .model {
    flex: 1 1 120px;
    min-width: 0;
    overflow: hidden;
    font-size: 12px;
    text-align: end;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  progress {
    position: absolute;
    inset: 0 0 auto;
    width: 100%;
    height: 2px;
    border: 0;
    appearance: none;
    background: none;
  }

  progress::-webkit-progress-bar {
    background: none;
  }

  progress::-webkit-progress-value {
    background: var(--vscode-progressBar-background);
  }

  .line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 30px;
    margin: 0 -16px;
    padding: 0 16px;
    border-bottom: 1px solid var(--lens-hairline);
    font-size: 12px;
  }

  .line > span {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .error > vscode-icon {
    color: var(--vscode-errorForeground);
  }

  .stale-line > vscode-icon {
    color: var(--vscode-editorWarning-foreground);
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 6px 0;
    font-size: 12px;
  }

  .tools .search-box {
    flex: 1 1 120px;
    max-width: 280px;
    height: 26px;
  }

  .save {
    display: flex;
    gap: 8px;
    margin-left: auto;
  }

  lens-table {
    flex: 0 1 auto;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }

  .stale {
    opacity: var(--lens-stale-opacity);
    color: var(--lens-stale-foreground);
  }

  .empty,
  .none {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 12px;
    margin: 48px 0;
    color: var(--vscode-descriptionForeground);
  }

  .none {
    margin: 16px 0;
  }

  .empty p {
    margin: 0;
  }
`;
