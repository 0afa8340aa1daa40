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
    min-height: 22px;
  }

  .head h2 {
    flex: 1 1 auto;
    display: flex;
    flex-wrap: wrap;
    column-gap: 8px;
    min-width: 0;
  }

  /* Measures that have no room behind the name go to a line of their own. */
  .head h2 > span {
    margin: 0;
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

  .disclosure {
    display: flex;
    align-items: center;
    gap: 4px;
    width: 100%;
    height: 22px;
    margin-top: 14px;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: none;
    color: var(--vscode-foreground);
    font: inherit;
    font-weight: 600;
    white-space: nowrap;
    cursor: pointer;
  }

  .disclosure > span {
    overflow: hidden;
    margin-left: 4px;
    font-size: 12px;
    font-weight: 400;
    text-overflow: ellipsis;
    color: var(--vscode-descriptionForeground);
  }
`;
