import { css } from 'lit';

/** Columns of the view; two stacks of blocks need the width of two columns. */
export const configViewStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-width: 0;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px 32px;
    align-items: start;
  }

  .columns > * {
    min-width: 0;
  }

  .blocks > h2 {
    margin-bottom: 8px;
    overflow-wrap: anywhere;
  }

  .blocks > lens-model-diagram {
    max-width: 460px;
  }

  .two-stacks > .blocks > lens-model-diagram {
    max-width: 920px;
  }

  .facts {
    display: flex;
    flex-direction: column;
    gap: 16px;
  }

  .facts p {
    margin: 4px 0 0;
    font-size: 12px;
  }

  .section-head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px;
  }

  .section-head > .link {
    font-size: 12px;
  }

  summary {
    padding: 2px 0;
    color: var(--vscode-textLink-foreground);
    font-size: 12px;
    cursor: pointer;
  }

  .tensors {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }

  @container (min-width: 560px) {
    .columns {
      grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
    }

    .tensors,
    .two-stacks > .blocks {
      grid-column: 1 / -1;
    }

    .two-stacks > .tensors {
      grid-column: auto;
    }
  }

  @container (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(300px, 410px) minmax(220px, 316px) minmax(290px, 1fr);
    }

    .tensors {
      grid-column: auto;
    }

    .two-stacks {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    }
  }

  /* Two stacks leave room beside them for the facts, and for the tensors only on wide pages. */
  @container (min-width: 960px) {
    .two-stacks {
      grid-template-columns: minmax(0, 740px) minmax(250px, 1fr);
    }

    .two-stacks > .blocks {
      grid-column: auto;
    }

    .two-stacks > .tensors {
      grid-column: 1 / -1;
    }
  }

  @container (min-width: 1320px) {
    .two-stacks {
      grid-template-columns: minmax(0, 740px) minmax(220px, 300px) minmax(290px, 1fr);
    }

    .two-stacks > .tensors {
      grid-column: auto;
    }
  }
`;
