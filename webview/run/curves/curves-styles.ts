import { css } from 'lit';

/** Losses at the left, the small charts at the right; below each other where it is narrow. */
export const curvesStyles = css`
  :host {
    display: block;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    min-height: 26px;
    font-size: 12px;
  }

  .tools .slider {
    margin: 0;
    flex: 0 1 240px;
  }

  .right {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-left: auto;
  }

  .charts {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(180px, 30%);
    gap: 4px 24px;
    margin-top: 6px;
  }

  .charts.narrow {
    grid-template-columns: minmax(0, 1fr);
  }

  .side {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: 4px;
    min-width: 0;
  }

  section {
    min-width: 0;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 22px;
    font-size: 12px;
  }

  .loss .head {
    flex-wrap: wrap;
    justify-content: space-between;
  }

  .head .dim {
    overflow: hidden;
    font-size: 11px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .value {
    margin-left: auto;
    font-size: 11px;
    white-space: nowrap;
  }

  /* A heading that can be changed: as wide as what is chosen. */
  select {
    flex: none;
    field-sizing: content;
    max-width: 160px;
    height: 22px;
    margin-left: -4px;
    padding: 0 2px;
    border: 1px solid transparent;
    border-radius: 4px;
    background: var(--vscode-editor-background);
    color: var(--vscode-foreground);
    font: inherit;
    font-size: 12px;
    font-weight: 600;
  }

  select:hover {
    border-color: var(--lens-button-border);
  }

  option {
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
    color: var(--vscode-dropdown-foreground);
    font-weight: 400;
  }

  .waiting {
    margin: 32px 0;
    text-align: center;
    color: var(--vscode-descriptionForeground);
  }

  step-tables {
    margin-top: 8px;
  }
`;
