import { css } from 'lit';

/** A download is its name with its buttons, a bar, and a line of words. */
export const downloadsStyles = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
  }

  ul {
    margin: 0;
    padding: 0 0 8px;
    list-style: none;
  }

  li {
    padding: 4px 12px 8px;
  }

  .head,
  .line {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .name {
    flex: 1 1 auto;
    min-width: 0;
    height: 22px;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }

  .name:hover {
    text-decoration: underline;
  }

  .line {
    flex-wrap: wrap;
    column-gap: 8px;
    margin-top: 4px;
    font-size: 11px;
    line-height: 15px;
    color: var(--vscode-descriptionForeground);
  }

  .words,
  .link {
    margin-left: auto;
  }

  .link {
    font-size: 12px;
  }

  .done .line {
    margin-top: 0;
  }

  .done .line > vscode-icon {
    color: var(--vscode-charts-green);
  }

  .error {
    display: flex;
    gap: 6px;
    margin: 4px 0 0;
    font-size: 12px;
    overflow-wrap: anywhere;
  }

  .error > vscode-icon {
    flex: none;
    margin-top: 2px;
    color: var(--vscode-errorForeground);
  }

  .empty {
    margin: 4px 12px 12px;
    color: var(--vscode-descriptionForeground);
  }
`;
