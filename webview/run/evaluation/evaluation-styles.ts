import { css } from 'lit';

/** Measures at the left, mistakes at the right. */
export const evaluationStyles = css`
  :host {
    display: block;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(220px, 38%);
    gap: 14px 32px;
  }

  .columns.narrow {
    grid-template-columns: minmax(0, 1fr);
  }

  section {
    min-width: 0;
  }

  p {
    margin: 4px 0;
    font-size: 12px;
  }

  .matrix {
    overflow-x: auto;
    margin-top: 4px;
  }

  .confusion {
    border-spacing: 1px;
    font-size: 12px;
  }

  .confusion th {
    padding: 0 6px;
    font-size: 11px;
    font-weight: 400;
    color: var(--vscode-descriptionForeground);
  }

  .confusion th > div {
    overflow: hidden;
    max-width: 92px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .confusion thead th {
    height: 20px;
    padding: 0 2px;
    text-align: center;
  }

  .confusion thead th > div {
    max-width: 60px;
    margin: 0 auto;
  }

  .confusion th[scope='row'] {
    padding-left: 0;
    text-align: right;
  }

  .confusion .count {
    min-width: 56px;
    height: 28px;
    padding: 0 4px;
    outline: 1px solid var(--lens-grid);
    outline-offset: 0;
    text-align: center;
  }

  .many .count {
    min-width: 36px;
  }

  .many thead th > div {
    max-width: 34px;
  }

  .confusion .measure {
    padding-left: 14px;
    text-align: right;
  }

  .caption {
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }

  .metrics {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin: 4px 0;
    font-size: 12px;
  }

  .metrics > div {
    display: flex;
    gap: 6px;
  }

  dt {
    color: var(--vscode-descriptionForeground);
  }

  dd {
    margin: 0;
  }

  .labels {
    --lens-table-height: 260px;
  }

  lens-table {
    max-width: 460px;
    margin-top: 8px;
  }

  ul {
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
  }

  ul.all {
    max-height: 420px;
    overflow: auto;
  }

  .mistake {
    display: block;
    width: 100%;
    margin: 0 -4px;
    padding: 2px 4px;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--vscode-foreground);
    font: inherit;
    font-size: 12px;
    text-align: left;
    cursor: pointer;
  }

  .mistake:hover {
    background: var(--lens-row-hovered);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  .mistake > .text,
  .mistake > .labels {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .mistake > .labels {
    font-size: 11px;
  }
`;
