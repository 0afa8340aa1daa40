import { css } from 'lit';

export const toolStyles = css`
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
`;
