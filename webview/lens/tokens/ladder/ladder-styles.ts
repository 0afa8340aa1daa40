import { css } from 'lit';
import { hueStyles } from '../../strip/chip-styles';

/** Stages of 33 px; names at the left stay while the stages scroll. */
export const ladderStyles = css`
  :host {
    display: block;
  }

  .ladder {
    display: grid;
    grid-template-columns: minmax(76px, 104px) minmax(0, 1fr);
    align-items: start;
    margin-top: 6px;
    font-size: 12px;
  }

  .names,
  dt {
    color: var(--vscode-descriptionForeground);
  }

  .names > div {
    line-height: 33px;
  }

  .scroller {
    overflow: auto hidden;
    padding-bottom: 4px;
    scrollbar-width: thin;
  }

  .stage {
    position: relative;
    height: 33px;
  }

  .cell {
    position: absolute;
    top: 4px;
    height: 24px;
    overflow: hidden;
    line-height: 24px;
    text-align: center;
    white-space: pre;
    font-family: var(--lens-mono);
  }

  .characters .cell {
    font-size: 15px;
  }

  .characters .space {
    color: var(--vscode-descriptionForeground);
  }

  .characters .marked {
    border-bottom: 2px solid var(--vscode-foreground);
    border-radius: 0;
  }

  .box {
    border: 1px solid transparent;
    border-radius: 3px;
    font-size: 14px;
    line-height: 22px;
    cursor: default;
  }

  /* Longer than the text above it, perhaps: it scrolls with the stages. */
  .whole {
    padding: 0 5px;
    border-color: var(--lens-special-border);
  }

  ${hueStyles}

  .kind-special,
  .kind-padding {
    border-style: dashed;
    border-color: var(--lens-special-border);
    color: var(--vscode-descriptionForeground);
    font-size: 12px;
  }

  .kind-padding {
    border-style: dotted;
  }

  .linked {
    outline: 1px solid var(--lens-linked);
  }

  .chosen {
    outline: var(--lens-chosen-width) solid var(--lens-chosen);
    outline-offset: -1px;
  }

  .note {
    margin: 2px 0 0;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }

  .dim {
    color: var(--vscode-descriptionForeground);
  }

  dl {
    display: grid;
    grid-template-columns: minmax(76px, 104px) minmax(0, 1fr);
    margin: 8px 0 0;
    font-size: 12px;
    line-height: 20px;
  }

  dd {
    margin: 0;
    max-height: 100px;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
