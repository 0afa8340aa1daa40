import { css } from 'lit';

/** Boxes from input to output, the repeated ones inside one of their own. */
export const configStyles = css`
  :host {
    display: block;
  }

  p {
    margin: 4px 0 0;
    font-size: 12px;
  }

  .all {
    margin-top: 6px;
    font-size: 12px;
  }

  .title {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .blocks {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin: 4px 0 12px;
    padding: 0;
    list-style: none;
    font-size: 12px;
  }

  .block {
    padding: 0 9px;
    border: 1px solid var(--lens-card-border);
    border-radius: 4px;
    line-height: 22px;
  }

  .repeated {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding-bottom: 7px;
    border-color: var(--lens-badge-border);
  }

  .line {
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }

  .line > :last-child:not(:first-child) {
    color: var(--vscode-descriptionForeground);
    white-space: nowrap;
  }

  summary {
    cursor: pointer;
  }
`;
