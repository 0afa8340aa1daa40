import { css } from 'lit';

export const lineStyles = css`
  :host {
    display: block;
    min-width: 0;
    overflow: hidden;
  }

  .picture {
    position: relative;
    cursor: default;
  }

  canvas {
    position: absolute;
    inset: 0 auto auto 0;
    pointer-events: none;
  }
`;
