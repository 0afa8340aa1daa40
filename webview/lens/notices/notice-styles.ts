import { css } from 'lit';

/** Lines of 30 px between hairlines; cards with their words in one column beside the icon. */
export const noticeStyles = css`
  :host {
    flex: none;
    display: block;
  }

  .line,
  .card {
    display: flex;
    gap: 8px;
    padding: 0 16px;
    border-bottom: 1px solid var(--lens-hairline);
  }

  .line {
    align-items: center;
    min-height: 30px;
    padding-block: 4px;
    font-size: 12px;
  }

  .card {
    padding-block: 12px;
  }

  .card > vscode-icon {
    flex: none;
    margin-top: 3px;
  }

  .text {
    flex: 1 1 auto;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .words {
    min-width: 0;
  }

  p {
    max-width: 72ch;
    margin: 2px 0 0;
    overflow-wrap: anywhere;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
  }

  .link {
    flex: none;
  }

  .info > vscode-icon {
    color: var(--vscode-editorInfo-foreground);
  }

  .warning > vscode-icon,
  .stale > vscode-icon {
    color: var(--vscode-editorWarning-foreground);
  }

  .error > vscode-icon {
    color: var(--vscode-errorForeground);
  }
`;
