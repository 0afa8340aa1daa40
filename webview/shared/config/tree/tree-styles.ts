import { css } from 'lit';

/** Rows as VS Code's trees have them; numbers in columns of their own. */
export const treeStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-width: 0;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .head h2 {
    flex: 1 1 auto;
    min-width: 0;
  }

  .search {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 4px 0;
    font-size: 12px;
  }

  .scroller {
    position: relative;
    max-height: var(--tree-height, 60vh);
    overflow: auto;
    font-size: 12px;
  }

  .scroller:focus-visible {
    outline: none;
  }

  .windowed {
    position: relative;
  }

  .filler {
    display: block;
  }

  .row {
    display: flex;
    align-items: center;
    height: 22px;
    padding: 0 4px 0 calc((var(--level) - 1) * 12px);
    cursor: pointer;
    white-space: nowrap;
  }

  .windowed > .row {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    transform: translateY(var(--top));
  }

  .row:hover {
    background: var(--lens-row-hovered);
    outline: 1px dashed var(--lens-row-outline);
    outline-offset: -1px;
  }

  .row[aria-selected='true'] {
    background: var(--lens-row-chosen);
    outline: 1px solid var(--lens-row-outline);
    outline-offset: -1px;
  }

  .scroller:focus-visible .cursor {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .twistie {
    flex: none;
    width: 18px;
    height: 16px;
  }

  .name {
    flex: 1 1 auto;
    min-width: 72px;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .count,
  .shape,
  .dtype,
  .dim .number {
    color: var(--vscode-descriptionForeground);
  }

  .row[aria-selected='true'] :is(.count, .shape, .dtype, .number) {
    color: var(--vscode-foreground);
  }

  .shape {
    flex: none;
    margin-left: 8px;
  }

  .dtype {
    flex: none;
    width: 62px;
    margin-left: 12px;
  }

  .row > .number {
    flex: none;
    min-width: 78px;
    margin-left: 8px;
  }

  @container (max-width: 420px) {
    .dtype {
      display: none;
    }

    .row > .number {
      min-width: 62px;
    }
  }

  @container (max-width: 330px) {
    .shape {
      display: none;
    }
  }
`;
