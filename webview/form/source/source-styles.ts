import { css } from 'lit';

export const sourceStyles = css`
  :host {
    display: grid;
    gap: 6px;
    font-size: 12px;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    min-width: 0;
  }

  .source {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-width: 0;
    max-width: 100%;
  }

  /* A select and the button that looks further. */
  .pair {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    min-width: 0;
    max-width: 100%;
  }

  .row > .source:first-child > label,
  .pair > .source > label,
  .lead {
    width: 52px;
  }

  .lead {
    color: var(--vscode-descriptionForeground);
  }

  .wide {
    flex: 0 1 296px;
  }

  .wide > select {
    flex: 1;
    width: 0;
    max-width: none;
  }

  label {
    color: var(--vscode-descriptionForeground);
  }

  select {
    max-width: min(160px, 100%);
  }

  #name {
    width: 236px;
    max-width: 100%;
  }

  .problem {
    flex-basis: 100%;
  }
`;
