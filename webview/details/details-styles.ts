import { css } from 'lit';

/** Two columns from 900 px of page on; below that one, the README last because it is the longest. */
export const detailsStyles = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
    container-type: inline-size;
    --notice-inset: 24px;
  }

  main {
    display: flex;
    flex-direction: column;
    gap: 16px;
    max-width: 1280px;
    padding: 18px 24px 32px;
  }

  .tabs {
    align-self: flex-start;
    min-width: 180px;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px 32px;
  }

  .side {
    display: flex;
    flex-direction: column;
    gap: 18px;
    min-width: 0;
  }

  @container (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 318px;
      grid-template-rows: auto 1fr;
    }

    .side {
      grid-column: 2;
      grid-row: 1 / 3;
    }
  }

  @container (max-width: 559px) {
    main {
      padding: 12px 16px 24px;
    }
  }
`;
