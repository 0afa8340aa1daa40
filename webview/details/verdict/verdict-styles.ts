import { css } from 'lit';

/** A card; its lines share the columns of icon, name and text. */
export const verdictStyles = css`
  :host {
    display: block;
  }

  section {
    padding: 8px 14px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
  }

  .head,
  dl > div {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: start;
    column-gap: 8px;
    line-height: 22px;
  }

  dl > div {
    grid-template-columns: 120px minmax(0, 1fr) auto;
  }

  .head > vscode-icon {
    margin-top: 3px;
  }

  h2 > span {
    overflow-wrap: anywhere;
  }

  dl {
    margin: 2px 0 0;
    font-size: 12px;
  }

  dt {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--vscode-descriptionForeground);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .help {
    max-width: 72ch;
    margin: 4px 0 4px 24px;
    font-size: 12px;
  }

  .link {
    font-size: 12px;
    line-height: 22px;
  }

  @container (max-width: 559px) {
    .do {
      grid-column: 2;
    }
  }
`;
