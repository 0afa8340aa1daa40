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

  .row > .source:first-child > label {
    width: 52px;
  }

  label {
    color: var(--vscode-descriptionForeground);
  }

  select {
    max-width: min(240px, 100%);
  }

  #name {
    width: 236px;
    max-width: 100%;
  }

  .problem {
    flex-basis: 100%;
  }
`;
