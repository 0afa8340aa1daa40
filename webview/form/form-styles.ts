import { css } from 'lit';

export const formStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 12px;
    height: 100%;
    padding: 12px 16px 24px;
    overflow: auto;
  }

  :host > * {
    flex: none;
    width: 100%;
    max-width: 720px;
  }

  :host > [role='status']:empty {
    display: none;
  }

  .notice-line {
    --notice-inset: 0;
  }

  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    font-size: 12px;
  }

  .engine {
    margin-left: auto;
  }

  .engine .source {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
  }

  .engine label {
    color: var(--vscode-descriptionForeground);
  }

  .blocked {
    margin: 0;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }
`;
