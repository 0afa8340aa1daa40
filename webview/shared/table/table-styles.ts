import { css } from 'lit';

/** Rows of 24 px on one grid, hairline under the header, the chosen row as VS Code's lists show it. */
export const tableStyles = css`
  :host {
    display: block;
    font-size: 12px;
    line-height: 24px;
  }

  .scroller {
    overflow: auto;
    max-height: var(--lens-table-height, none);
  }

  .table {
    min-width: min-content;
  }

  .row {
    display: grid;
    grid-template-columns: var(--columns);
    column-gap: 12px;
    padding: 0 8px;
    border-radius: 3px;
    height: 24px;
  }

  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    height: 25px;
    border-bottom: 1px solid var(--lens-hairline);
    border-radius: 0;
    background: var(--vscode-editor-background);
    color: var(--vscode-descriptionForeground);
  }

  .body {
    position: relative;
  }

  .windowed .body .row {
    position: absolute;
    inset: 0 0 auto;
    transform: translateY(var(--top));
  }

  .cell {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .end {
    text-align: right;
  }

  .body .row {
    cursor: default;
  }

  .body .row:hover,
  .row.linked {
    background: var(--lens-row-hovered);
  }

  .row.linked {
    outline: 1px solid var(--lens-linked);
    outline-offset: -1px;
  }

  .row[aria-selected='true'] {
    background: var(--lens-row-chosen);
    outline: 2px solid var(--lens-row-outline);
    outline-offset: -1px;
  }

  .scroller:focus-visible .row.cursor {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .sort {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  .sort:hover {
    color: var(--vscode-foreground);
  }
`;
