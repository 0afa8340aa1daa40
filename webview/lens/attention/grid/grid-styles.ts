import { css } from 'lit';

/** The canvas lies over the scrolling element, as large as what is seen of it. */
export const gridStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .frame {
    position: relative;
  }

  .scroller {
    position: relative;
    overflow: auto;
    max-height: var(--attention-grid-height, 546px);
    cursor: default;
  }

  .room {
    pointer-events: none;
  }

  canvas {
    position: absolute;
    inset: 0 auto auto 0;
    pointer-events: none;
  }
`;
