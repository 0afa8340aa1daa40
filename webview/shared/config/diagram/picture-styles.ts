import { css } from 'lit';

/** What stands beside each other, the small pictures inside of blocks, and the arrow between two stacks. */
export const pictureStyles = css`
  .branches {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
    margin-top: 4px;
  }

  .branch {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }

  .branch > .arrow:last-child {
    flex: 1 0 14px;
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

  .mlp {
    margin: 6px 0 3px;
  }

  .part,
  .mlp .sum {
    fill: var(--vscode-editor-background);
    stroke: var(--lens-card-border);
  }

  .mlp .sum,
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
