import { css } from 'lit';

/** Rows of 22 px: mark, path, size. */
export const fileStyles = css`
  :host {
    display: block;
  }

  ul {
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
    line-height: 22px;
  }

  li {
    display: flex;
    gap: 8px;
    color: var(--vscode-descriptionForeground);
  }

  .needed {
    color: var(--vscode-foreground);
  }

  .mark {
    flex: none;
    display: flex;
    align-items: center;
    width: 14px;
    height: 22px;
  }

  .mark > vscode-icon {
    color: var(--vscode-charts-green);
  }

  .inside .path {
    padding-left: 18px;
  }

  .path {
    flex: 1 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  button.path {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  .bytes {
    flex: none;
  }

  .link {
    margin-top: 4px;
    font-size: 12px;
  }
`;
