import { css } from 'lit';

/** Lines of 24 px; the room is given from outside by `--text-min` and `--text-max`, in lines. */
export const textStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .text {
    position: relative;
    min-height: calc(var(--text-min, 3) * 24px);
    max-height: calc(var(--text-max, 12) * 24px);
    overflow: hidden auto;
    font: 13px / 24px var(--lens-mono);
    overflow-wrap: anywhere;
  }

  .shared,
  .token {
    white-space: pre-wrap;
  }

  .shared {
    color: var(--vscode-descriptionForeground);
  }

  .block {
    display: block;
  }

  .tokens:focus-visible {
    outline: none;
  }

  .token {
    cursor: default;
  }

  .word {
    padding: 2px 0;
    border-radius: 3px;
  }

  .word:hover {
    outline: 1px solid var(--lens-linked);
  }

  .special {
    color: var(--vscode-descriptionForeground);
    font-size: 11px;
  }

  [aria-selected='true'] > .word {
    outline: var(--lens-chosen-width) solid var(--lens-chosen);
  }

  .tokens:focus-visible .cursor {
    outline: 2px solid var(--vscode-focusBorder);
  }

  .caret {
    display: inline-block;
    width: 8px;
    height: 16px;
    vertical-align: -3px;
    background: var(--vscode-editorCursor-foreground, var(--vscode-foreground));
  }
`;
