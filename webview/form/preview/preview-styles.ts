import { css } from 'lit';

export const previewStyles = css`
  :host {
    display: grid;
    gap: 10px;
    --notice-inset: 0;
    font-size: 12px;
  }

  p {
    margin: 2px 0;
  }

  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    padding: 16px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
    text-align: center;
    color: var(--vscode-descriptionForeground);
  }

  .reading {
    display: grid;
    gap: 4px;
  }

  .card {
    overflow: hidden;
    padding: 4px 12px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
    line-height: 24px;
  }

  th {
    border-bottom: 1px solid var(--lens-hairline);
    font-weight: 400;
    text-align: left;
    color: var(--vscode-descriptionForeground);
  }

  th,
  td {
    overflow: hidden;
    padding: 0 12px 0 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  th:first-child {
    width: 60%;
  }

  th.number,
  td.number {
    width: 52px;
    padding: 0;
    text-align: right;
  }

  .bad td {
    color: var(--vscode-descriptionForeground);
  }

  .why {
    padding: 0 4px;
    border: 1px solid var(--lens-card-border);
    border-radius: 3px;
    font-size: 11px;
    color: var(--vscode-foreground);
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
    gap: 8px 28px;
  }

  h3 {
    margin: 0;
    font-size: 12px;
    font-weight: 600;
    line-height: 20px;
  }

  h3 > span {
    margin-left: 4px;
    font-weight: 400;
    color: var(--vscode-descriptionForeground);
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: minmax(64px, 1.4fr) minmax(40px, 1.6fr) 48px 36px;
    align-items: center;
    gap: 6px;
    line-height: 19px;
  }

  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .lengths svg {
    display: block;
    max-width: 100%;
    filter: var(--lens-picture-filter, none);
  }

  .bar {
    fill: var(--lens-other-bar);
  }

  .beyond {
    fill: var(--vscode-editorWarning-foreground);
  }

  .axis {
    stroke: var(--lens-grid);
  }

  .cut {
    stroke: var(--vscode-foreground);
    stroke-dasharray: 2 2;
  }

  text {
    font-size: 11px;
    fill: var(--vscode-descriptionForeground);
  }
`;
