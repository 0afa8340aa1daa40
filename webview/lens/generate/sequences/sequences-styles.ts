import { css } from 'lit';

/** Cards side by side, as many as there is room for. */
export const sequencesStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 26px;
  }

  .arrows {
    display: flex;
    gap: 2px;
  }

  .cards {
    display: grid;
    grid-template-columns: repeat(var(--beside, 1), minmax(0, 1fr));
    gap: 12px;
    margin-top: 6px;
  }

  .sequence {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-width: 0;
    padding: 8px 12px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
  }

  .sequence.looked {
    border-color: var(--lens-chosen);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    font-size: 12px;
    line-height: 20px;
  }

  h3 {
    margin: 0;
    font: inherit;
  }

  h3 > button {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  .end {
    display: flex;
    align-items: center;
    min-height: 20px;
    margin-left: auto;
  }

  .score {
    font-size: 12px;
  }

  generated-text {
    flex: 1 0 auto;
  }

  .bits {
    flex: none;
    width: 100%;
    height: 28px;
    margin-top: 4px;
  }

  .bars {
    fill: var(--surprise-bar);
  }

  .axis {
    stroke: var(--lens-grid);
    vector-effect: non-scaling-stroke;
  }

  p {
    margin: 4px 0;
  }
`;
