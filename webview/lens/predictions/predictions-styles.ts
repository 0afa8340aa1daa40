import { css } from 'lit';

/** Sections of the Predictions tab: one column, two from 560 px. */
export const predictionsStyles = css`
  :host {
    display: block;
    container: predictions / inline-size;
  }

  .columns {
    display: grid;
    gap: 16px 32px;
    align-items: start;
  }

  .columns > * {
    min-width: 0;
  }

  @container predictions (min-width: 560px) {
    .columns.split {
      grid-template-columns: minmax(0, 11fr) minmax(0, 9fr);
    }
  }

  .batch {
    margin: 4px 0 16px;
  }

  .row-title {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }

  .row-title > b {
    flex: none;
    min-width: 18px;
    height: 18px;
    padding: 0 4px;
    border: 1px solid var(--lens-chosen);
    border-radius: 9px;
    font-size: 11px;
    font-weight: 400;
    line-height: 16px;
    text-align: center;
  }

  .row-title > span {
    margin: 0;
    overflow: hidden;
    color: var(--vscode-foreground);
    font-size: 13px;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .pair {
    margin: 0 0 8px;
    overflow: hidden;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .answer,
  .loss p {
    margin: 8px 0 0;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .answer b {
    font-weight: 400;
    color: var(--vscode-foreground);
  }

  .loss .mono {
    margin-left: 8px;
    white-space: nowrap;
  }

  .loss b {
    font-weight: 600;
    color: var(--vscode-foreground);
  }

  .run {
    padding-top: 14px;
    border-top: 1px solid var(--lens-hairline);
  }

  .split .run {
    padding-top: 0;
    border-top: 0;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 16px;
  }
`;
