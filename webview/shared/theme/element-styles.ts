import { css } from 'lit';

/** What every element of the views shares: box sizes, tabular numbers, the focus ring, captions, links and icon buttons. */
export const elementStyles = css`
  :host {
    box-sizing: border-box;
    font-variant-numeric: tabular-nums;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  canvas {
    filter: var(--lens-picture-filter, none);
  }

  h2 {
    margin: 0;
    font-size: 13px;
    font-weight: 600;
    line-height: 22px;
  }

  h2 > span {
    margin-left: 4px;
    font-size: 12px;
    font-weight: 400;
    color: var(--vscode-descriptionForeground);
  }

  b {
    font-weight: 600;
  }

  .mono {
    font-family: var(--lens-mono);
  }

  .dim {
    color: var(--vscode-descriptionForeground);
  }

  .number {
    text-align: right;
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    cursor: pointer;
  }

  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }

  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    flex: none;
    width: 22px;
    height: 22px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 4px;
    background: none;
    color: var(--vscode-icon-foreground, var(--vscode-foreground));
    cursor: pointer;
  }

  .icon-button:hover {
    background: var(--vscode-toolbar-hoverBackground, transparent);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }

  .icon-button:disabled {
    color: var(--vscode-disabledForeground);
    cursor: default;
  }

  .icon-button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }

  .icon-button[aria-pressed='true'] {
    background: var(--vscode-inputOption-activeBackground);
    border-color: var(--vscode-inputOption-activeBorder);
    color: var(--vscode-inputOption-activeForeground);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
