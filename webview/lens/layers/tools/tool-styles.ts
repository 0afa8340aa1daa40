import { css } from 'lit';

export const toolStyles = css`
  :host {
    display: block;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    min-height: 26px;
    font-size: 12px;
  }

  .list {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }

  lens-segments {
    flex: 0 1 auto;
  }

  .facts {
    flex: 1 1 auto;
    min-width: 0;
    overflow: hidden;
    text-align: right;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--vscode-descriptionForeground);
  }

  vscode-checkbox {
    --vscode-font-size: 12px;
  }
`;
