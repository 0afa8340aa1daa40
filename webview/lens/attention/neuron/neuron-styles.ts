import { css } from 'lit';

export const neuronStyles = css`
  :host {
    display: block;
    font-size: 12px;
  }

  .bars {
    position: relative;
    margin-top: 4px;
  }

  canvas {
    display: block;
    pointer-events: none;
  }

  .said {
    min-height: 18px;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }

  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0 12px;
    margin: 6px 0;
  }

  dt {
    color: var(--vscode-descriptionForeground);
  }

  dd {
    margin: 0;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    line-height: 20px;
  }

  caption {
    padding-top: 4px;
    color: var(--vscode-descriptionForeground);
    text-align: start;
  }

  th {
    overflow: hidden;
    max-width: 120px;
    font-weight: 400;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  tr.looked-at th,
  tr.looked-at td {
    font-weight: 600;
  }

  td {
    padding-left: 12px;
    text-align: right;
  }

  td.bar {
    width: 40%;
  }
`;
