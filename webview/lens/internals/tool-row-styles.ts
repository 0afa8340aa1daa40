import { css } from 'lit';

/** The row of tools over a tab's pictures, 26 px high; it wraps where there is no room. */
export const toolRowStyles = css`
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

  vscode-checkbox {
    --vscode-font-size: 12px;
  }
`;
