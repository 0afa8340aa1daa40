import { css } from 'lit';

/** A row of chips: up to three lines, else one line that scrolls, with how many more there are over both ends. */
export const stripStyles = css`
  :host {
    position: relative;
    display: block;
    min-width: 0;
  }

  [role='listbox'] {
    padding: 3px 2px;
    margin: 0 -2px;
    border-radius: 3px;
  }

  [role='listbox']:focus-visible {
    outline: none;
  }

  [role='listbox']:focus-visible .cursor {
    z-index: 3;
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }

  .wrapped {
    display: flex;
    flex-wrap: wrap;
    gap: 5px 4px;
  }

  .word {
    display: inline-flex;
    flex-wrap: wrap;
    row-gap: 5px;
    max-width: 100%;
  }

  .line {
    height: 43px;
    overflow: auto hidden;
    scrollbar-width: none;
  }

  /* Rows beside the chosen one are no tab stops, so they are moved by the script alone. */
  .line[tabindex='-1'] {
    overflow: hidden;
  }

  .track {
    position: relative;
    height: 37px;
  }

  .slot {
    position: absolute;
    top: 0;
    left: 0;
    padding-right: 4px;
  }

  .slot.joined {
    padding-right: 0;
  }

  .more {
    position: absolute;
    top: 3px;
    z-index: 4;
    /* Covers the chip's bar as well. */
    height: 40px;
    padding: 0 8px;
    border: 0;
    background: var(--vscode-editor-background);
    color: var(--vscode-descriptionForeground);
    font: inherit;
    font-size: 11px;
    cursor: pointer;
  }

  .more:hover {
    color: var(--vscode-foreground);
  }

  .before {
    left: -2px;
    box-shadow: 8px 0 8px -4px var(--vscode-editor-background);
  }

  .after {
    right: -2px;
    box-shadow: -8px 0 8px -4px var(--vscode-editor-background);
  }
`;
