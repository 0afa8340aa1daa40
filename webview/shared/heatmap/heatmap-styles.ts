import { css } from 'lit';

/** The hover card: what a cell says, beside it. */
export const cardStyles = css`
  .card {
    position: absolute;
    z-index: 2;
    contain: layout paint style;
    padding: 6px 9px;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--lens-card-border));
    border-radius: 6px;
    background: var(--vscode-editorHoverWidget-background);
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    font-size: 12px;
    line-height: 17px;
    white-space: nowrap;
    pointer-events: none;
  }

  .card > div {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .card .value {
    font-size: 13px;
    font-weight: 600;
  }

  .what {
    font-family: var(--lens-mono);
    font-size: 11px;
  }

  .rest {
    color: var(--vscode-descriptionForeground);
  }
`;

export const heatmapStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .picture {
    position: relative;
    overflow: hidden;
    touch-action: pan-y;
  }

  .picture:focus-visible {
    outline-offset: 1px;
  }

  canvas {
    position: absolute;
    inset: 0 auto auto 0;
    pointer-events: none;
  }

  .zoom {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    min-height: 18px;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }
`;
