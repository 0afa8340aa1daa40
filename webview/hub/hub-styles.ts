import { css } from 'lit';

/** The search stays, the results scroll. */
export const hubStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-width: 0;
  }

  .where,
  [role='status'] {
    flex: none;
  }

  .where {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    padding: 0 12px 6px;
    font-size: 11px;
    line-height: 16px;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }

  .results {
    position: relative;
    flex: 1 1 0;
    min-height: 0;
  }

  hub-list {
    height: 100%;
  }

  .searching {
    position: absolute;
    z-index: 2;
    inset: 0 0 auto;
    display: flex;
    gap: 8px;
    padding: 4px 12px;
    border-bottom: 1px solid var(--lens-hairline);
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    font-size: 12px;
  }

  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    padding: 32px 16px;
    text-align: center;
    overflow-wrap: anywhere;
  }

  .empty > vscode-icon {
    color: var(--vscode-descriptionForeground);
  }

  .empty p {
    max-width: 100%;
    margin: 0;
  }
`;
