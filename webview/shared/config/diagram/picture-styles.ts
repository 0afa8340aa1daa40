import { css } from 'lit';

/** What stands beside each other, the small pictures inside of blocks, and the arrow between two stacks. */
export const pictureStyles = css`
  .branches {
    position: relative;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
    margin-top: 6px;
  }

  /* From where they part, and to where they meet. */
  .branches::before,
  .branches::after {
    content: '';
    position: absolute;
    left: calc(25% - 2px);
    right: calc(25% - 2px);
    height: 1px;
    background: var(--wire);
  }

  .branches::after {
    bottom: 0;
  }

  .drop {
    width: 1px;
    height: 6px;
    margin: 0 auto -6px;
    background: var(--wire);
  }

  .branch {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }

  .branch > .arrow:last-child {
    flex: 1 0 10px;
  }

  .branch > .arrow:last-child::after,
  .branch .through-mlp {
    display: none;
  }

  .branch > .arrow:last-child::before {
    bottom: 0;
  }

  .parts {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin-top: 6px;
  }

  .note {
    margin: 8px 0 0;
  }

  svg {
    display: block;
    max-width: 100%;
  }

  svg text {
    fill: var(--vscode-descriptionForeground);
    font-size: 11px;
  }

  svg .middle {
    fill: var(--vscode-foreground);
    text-anchor: middle;
  }

  .fan {
    margin: 6px 0 4px;
  }

  .fan line {
    stroke: var(--wire);
    stroke-width: 0.8;
  }

  .fan circle {
    fill: var(--vscode-editor-background);
    stroke: var(--vscode-descriptionForeground);
  }

  .fan rect {
    fill: var(--lens-badge-background);
    stroke: var(--lens-badge-border);
  }

  .through-mlp {
    margin: 6px 0 3px;
  }

  .part,
  .product {
    fill: var(--vscode-editor-background);
    stroke: var(--lens-card-border);
  }

  .product,
  .cross {
    stroke: var(--vscode-descriptionForeground);
  }

  .wire {
    fill: none;
    stroke: var(--wire);
  }

  .cross-arrow {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    pointer-events: none;
  }

  .cross-arrow .wire {
    stroke: var(--lens-bar);
    stroke-width: 1.5;
  }

  .tip {
    fill: var(--lens-bar);
  }
`;
