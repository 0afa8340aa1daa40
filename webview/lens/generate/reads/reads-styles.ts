import { css } from 'lit';

export const readsStyles = css`
  :host {
    display: block;
    min-width: 0;
    --lens-table-height: 316px;
  }

  .where {
    display: flex;
    gap: 6px;
    margin: 4px 0;
  }

  select {
    flex: 1 1 0;
    height: 24px;
    font-size: 12px;
  }

  lens-segments {
    margin-top: 4px;
  }

  /* Until it takes long nothing changes. */
  .waiting {
    opacity: var(--lens-stale-opacity);
    transition: opacity 0s 0.3s;
  }

  p {
    margin: 4px 0;
    font-size: 12px;
  }
`;
