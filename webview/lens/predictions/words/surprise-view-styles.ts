import { css } from 'lit';

/** Of the view of surprise. */
export const surpriseViewStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    margin-bottom: 6px;
  }

  .head > span {
    margin-left: 0;
  }

  .head > .legend {
    margin-left: auto;
  }

  lens-surprise-text {
    --text-min: 1;
    --text-max: 10;
  }

  .pages {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-top: 4px;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .what {
    margin: 10px 0;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px 16px;
    margin: 12px 0 0;
    font-size: 12px;
  }

  .facts dt {
    color: var(--vscode-descriptionForeground);
  }

  .facts dd {
    margin: 0;
  }

  .run {
    margin-top: 16px;
    padding-top: 14px;
    border-top: 1px solid var(--lens-hairline);
  }
`;
