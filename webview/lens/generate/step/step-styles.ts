import { css } from 'lit';

/** The table with the figures beside it; below 620 px under each other, and the columns between first and last give way. */
export const stepStyles = css`
  :host {
    display: block;
    min-width: 0;
    container: step / inline-size;
    font-size: 12px;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px 28px;
    align-items: start;
  }

  .columns > * {
    min-width: 0;
  }

  .beside {
    display: grid;
    gap: 14px;
  }

  /* Until it takes long nothing changes. */
  .waiting {
    opacity: var(--lens-stale-opacity);
    transition: opacity 0s 0.3s;
  }

  .scroller {
    overflow: auto hidden;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    line-height: 23px;
    white-space: nowrap;
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  thead th {
    color: var(--vscode-descriptionForeground);
    border-bottom: 1px solid var(--lens-hairline);
  }

  th,
  td {
    height: 24px;
    padding: 0 8px 0 4px;
  }

  th.number,
  td.number {
    text-align: right;
  }

  .token {
    max-width: 140px;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .stage {
    min-width: 104px;
  }

  .value {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .value > lens-bar {
    flex: 1 1 40px;
    min-width: 30px;
  }

  .value > .number {
    flex: none;
    min-width: 34px;
    margin-left: auto;
  }

  .cut,
  .stage > .word {
    color: var(--vscode-descriptionForeground);
  }

  .cut lens-bar {
    opacity: 0.5;
  }

  .chosen {
    background: var(--lens-row-chosen);
    outline: 1px solid var(--lens-row-outline);
    outline-offset: -1px;
  }

  /* Of a token that a setting cut: dim text would be too pale on this ground. */
  .chosen.cut,
  .chosen .stage > .word {
    color: var(--vscode-foreground);
  }

  tbody tr:hover,
  tbody tr:focus-within {
    background: var(--lens-row-hovered);
  }

  .action {
    width: 1%;
    min-width: 120px;
    text-align: right;
  }

  .action > vscode-icon,
  .link > vscode-icon {
    vertical-align: -3px;
  }

  .link > vscode-icon {
    display: none;
  }

  .action > .link {
    opacity: 0;
  }

  tr:hover .link,
  .link:focus-visible {
    opacity: 1;
  }

  .more {
    margin-top: 6px;
  }

  dl {
    display: grid;
    grid-template-columns: 66px minmax(0, 1fr);
    gap: 2px 8px;
    margin: 4px 0 0;
    line-height: 18px;
  }

  dt {
    color: var(--vscode-descriptionForeground);
  }

  dd {
    margin: 0;
  }

  @container step (min-width: 420px) and (max-width: 679px) {
    .beside {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container step (min-width: 680px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 228px;
    }
  }

  @container step (max-width: 559px) {
    .between,
    .logit {
      display: none;
    }

    .stage {
      min-width: 76px;
    }
  }

  /* An icon says it where there is no room for words. */
  @container step (max-width: 459px) {
    .long {
      display: none;
    }

    .link > vscode-icon {
      display: inline-block;
    }

    .action {
      min-width: 0;
    }
  }

  /* Without a pointer that hovers the buttons are always there. */
  @media (hover: none) {
    .action > .link {
      opacity: 1;
    }
  }
`;
