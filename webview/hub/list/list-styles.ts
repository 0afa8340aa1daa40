import { css } from 'lit';

/** Rows of 60 px in three lines, chosen and hovered as in VS Code's lists. The buttons cover the end of a long name. */
export const listStyles = css`
  :host {
    display: block;
    min-height: 0;
  }

  .scroller {
    height: 100%;
    overflow: auto;
    outline: 0;
  }

  .body {
    position: relative;
  }

  .row {
    position: absolute;
    inset: 0 0 auto;
    height: 60px;
    padding: 4px 12px;
    transform: translateY(var(--top));
    border: 1px solid transparent;
    cursor: pointer;
    contain: strict;
  }

  .row:hover {
    background: var(--lens-row-hovered);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  .row[aria-selected='true'] {
    background: var(--lens-row-chosen);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    outline: 1px solid var(--lens-row-outline);
    outline-offset: -1px;
  }

  .scroller:focus-visible .row.cursor {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .scroller:focus .row.cursor[aria-selected='true'] {
    background: var(--vscode-list-activeSelectionBackground, var(--lens-row-chosen));
    color: var(--vscode-list-activeSelectionForeground, inherit);
  }

  .name,
  .facts,
  .last {
    overflow: hidden;
    white-space: nowrap;
  }

  .name {
    display: flex;
    align-items: center;
    gap: 4px;
    line-height: 18px;
    --glyph-size: 11px;
  }

  .name > :first-child {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .row:hover .name,
  .scroller:focus .row.cursor .name {
    padding-right: 52px;
  }

  .facts {
    display: flex;
    gap: 8px;
    font-size: 11px;
    line-height: 15px;
    color: var(--vscode-descriptionForeground);
    --glyph-size: 11px;
  }

  .row:is(:hover, [aria-selected='true']) .facts {
    color: inherit;
  }

  .facts span {
    flex: none;
  }

  .facts .owner {
    flex: 0 1 auto;
    min-width: 24px;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .facts .task {
    flex: 1 1 40px;
    min-width: 40px;
    overflow: hidden;
    text-align: right;
    text-overflow: ellipsis;
  }

  .facts .bytes {
    min-width: 7ch;
  }

  .facts .glyph {
    margin-right: 2px;
    vertical-align: -1px;
  }

  .last {
    display: flex;
    align-items: center;
    height: 18px;
    font-size: 12px;
    line-height: 18px;
  }

  .verdict {
    flex: 0 1 auto;
    display: flex;
    align-items: center;
    gap: 5px;
    min-width: 0;
    --glyph-size: 14px;
  }

  .verdict > :last-child {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .pending {
    flex: none;
    width: 120px;
    height: 7px;
    border-radius: 3px;
    background: var(--lens-grid);
  }

  .actions {
    position: absolute;
    top: 2px;
    right: 8px;
    display: flex;
    gap: 2px;
    opacity: 0;
  }

  .row:hover .actions,
  .scroller:focus .row.cursor .actions {
    opacity: 1;
  }

  .old .row {
    opacity: var(--lens-stale-opacity);
    color: var(--lens-stale-foreground);
    --vscode-descriptionForeground: var(--lens-stale-description);
  }

  .more {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    height: 32px;
    color: var(--vscode-descriptionForeground);
  }
`;
