import { css } from 'lit';

/** Blocks below each other with a line through their middle; inside layers the residual path runs at their left. */
export const diagramStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-width: 0;
    font-size: 12px;
    --wire: color-mix(in srgb, var(--vscode-foreground) 45%, transparent);
    --rail: 26px;
    --inset: 10px;
  }

  .diagram {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px 56px;
  }

  .stack {
    min-width: 0;
  }

  .ending {
    width: fit-content;
    margin: 0 auto;
    color: var(--vscode-descriptionForeground);
    line-height: 18px;
  }

  /* The middle of the blocks, which the rail has moved to the right, is that of the endings too. */
  .stack > .ending,
  .stack > .arrow {
    position: relative;
    left: calc(var(--rail) / 2);
  }

  .tied-stack > .arrow,
  .tied-stack > .ending {
    left: calc(var(--rail) / 2 - 12px);
  }

  .through {
    position: relative;
  }

  .through > .block {
    margin: 0 calc(var(--inset) + 1px) 0 calc(var(--inset) + var(--rail) + 1px);
  }

  .through > .arrow {
    position: relative;
    left: calc(var(--rail) / 2);
  }

  .with-tie {
    padding-right: 24px;
  }

  .tie {
    position: absolute;
    right: 0;
    top: 29px;
    bottom: 15px;
    width: calc(24px + var(--inset));
    border: 1px dotted var(--vscode-foreground);
    border-left: 0;
    border-radius: 0 6px 6px 0;
    opacity: 0.7;
  }

  .block {
    padding: 5px 10px;
    border: 1px solid var(--lens-card-border);
    border-radius: 4px;
    background: color-mix(in srgb, var(--vscode-foreground) 3%, var(--vscode-editor-background));
    line-height: 18px;
  }

  .block.tied {
    border-style: dashed;
    border-color: var(--lens-special-border);
  }

  .title {
    display: flex;
    justify-content: space-between;
    gap: 4px 12px;
  }

  .title > :first-child {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .title > :last-child:not(:first-child) {
    flex: none;
    font-variant-numeric: tabular-nums;
  }

  .sizes {
    white-space: nowrap;
  }

  .line {
    margin-top: 2px;
  }

  .arrow {
    position: relative;
    height: 14px;
  }

  .arrow.long {
    height: 15px;
  }

  .arrow::before {
    content: '';
    position: absolute;
    left: calc(50% - 0.5px);
    top: 0;
    bottom: 1px;
    width: 1px;
    background: var(--wire);
  }

  .arrow::after {
    content: '';
    position: absolute;
    left: calc(50% - 3px);
    bottom: 0;
    border: 3px solid transparent;
    border-bottom: 0;
    border-top: 5px solid var(--vscode-descriptionForeground);
  }

  .layers {
    padding: 8px var(--inset) 10px;
    border: 1px solid var(--lens-badge-border);
    border-radius: 6px;
  }

  .layers > .title {
    margin-bottom: 2px;
  }

  .step {
    display: flow-root;
    padding-left: var(--rail);
  }

  .residual {
    position: relative;
  }

  .residual > .arrow:first-of-type,
  .residual > .rail + .arrow {
    height: 22px;
  }

  .rail {
    position: absolute;
    left: 4px;
    top: 6px;
    bottom: 8px;
    width: calc(50% + var(--rail) / 2 - 12px);
    border: 1px solid var(--wire);
    border-right: 0;
    border-radius: 6px 0 0 6px;
  }

  .rail::after {
    content: '';
    position: absolute;
    right: 0;
    bottom: -3.5px;
    border: 3px solid transparent;
    border-right: 0;
    border-left: 5px solid var(--vscode-descriptionForeground);
  }

  .rail::before {
    content: '';
    position: absolute;
    right: -8px;
    top: -1px;
    width: 8px;
    height: 1px;
    background: var(--wire);
  }

  .sum {
    width: 17px;
    height: 17px;
    margin: 0 auto;
    border: 1px solid var(--vscode-descriptionForeground);
    border-radius: 50%;
    line-height: 14px;
    text-align: center;
  }

  @container (min-width: 560px) {
    .diagram.two {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: start;
    }
  }
`;
