import { css } from 'lit';

/** Lines of 22 px as VS Code's trees; the graph at the left. */
export const branchStyles = css`
  :host {
    display: block;
    min-width: 0;
    font-size: 12px;
  }

  .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 24px;
  }

  .tools {
    display: flex;
  }

  .tree {
    max-height: 308px;
    overflow: hidden auto;
  }

  .row {
    display: flex;
    align-items: center;
    gap: 4px;
    height: 22px;
    padding-right: 6px;
    border-radius: 3px;
    line-height: 22px;
    cursor: default;
  }

  .row:hover {
    background: var(--lens-row-hovered);
  }

  .row[aria-selected='true'] {
    background: var(--lens-row-chosen);
    outline: 1px solid var(--lens-row-outline);
    outline-offset: -1px;
  }

  .tree:focus-visible {
    outline: none;
  }

  .tree:focus-visible .cursor {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .name {
    flex: 1 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .count {
    flex: none;
    color: var(--vscode-descriptionForeground);
  }

  [aria-selected='true'] > .count {
    color: inherit;
  }

  svg {
    flex: none;
    overflow: visible;
  }

  path {
    fill: none;
    stroke: var(--lens-other-bar);
    stroke-width: 1.5;
  }

  circle {
    fill: var(--vscode-editor-background);
    stroke: var(--lens-other-bar);
    stroke-width: 1.5;
  }

  circle.on {
    fill: var(--lens-bar);
    stroke: var(--lens-bar);
  }
`;
