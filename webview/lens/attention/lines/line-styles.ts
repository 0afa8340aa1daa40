import { css } from 'lit';

export const lineStyles = css`
  :host {
    display: block;
    min-width: 0;
    overflow: hidden;
  }

  canvas {
    display: block;
    cursor: default;
  }
`;
