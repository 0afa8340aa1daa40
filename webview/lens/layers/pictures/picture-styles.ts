import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: 2px 12px;
  }

  .head h2 {
    flex: 1 1 auto;
    min-width: 0;
  }

  .note {
    margin: 4px 0 0;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }
`;
