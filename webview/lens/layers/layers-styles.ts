import { css } from 'lit';

/** One column; from 560 px two, from 1,000 px three, as the text beside the pictures says where they go. */
export const layersStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px 28px;
    margin-top: 12px;
  }

  .column {
    display: grid;
    align-content: start;
    gap: 18px;
    min-width: 0;
  }

  .waiting,
  .part-failure {
    margin: 8px 0;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .card > p {
    max-width: 72ch;
    margin: 4px 0;
  }

  .card > vscode-button {
    margin: 8px 8px 0 0;
  }

  @container (min-width: 528px) {
    .parts {
      grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr);
    }

    .column.last {
      grid-column: 1 / -1;
    }
  }

  @container (min-width: 968px) {
    .parts {
      grid-template-columns: minmax(0, 1.65fr) minmax(0, 1fr) minmax(0, 1.3fr);
    }

    .column.last {
      grid-column: auto;
    }
  }
`;
