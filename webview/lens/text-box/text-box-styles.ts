import { css } from 'lit';

/** The fields side by side where there is room, the buttons under them. */
export const textBoxStyles = css`
  :host {
    flex: none;
    display: block;
  }

  :host([closable]) {
    padding: 10px 16px;
    border-bottom: 1px solid var(--lens-hairline);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: 8px;
  }

  vscode-textarea {
    width: 100%;
    min-height: 48px;
  }

  .refusal {
    margin: 6px 0 0;
    font-size: 12px;
    color: var(--vscode-errorForeground);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-top: 8px;
  }

  .keys {
    flex: 1 1 auto;
    font-size: 11px;
  }
`;
