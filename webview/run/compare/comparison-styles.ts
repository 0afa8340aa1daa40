import { css } from 'lit';

/** Base, tuned, attention and weights side by side; two columns, then one, where it is narrow. */
export const comparisonStyles = css`
  :host {
    display: block;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 16px;
    font-size: 12px;
    line-height: 22px;
  }

  h2 {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  h3 {
    overflow: hidden;
    margin: 0 0 2px;
    font-size: 12px;
    font-weight: 600;
    line-height: 22px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  p {
    margin: 4px 0;
    font-size: 12px;
  }

  [role='status'] vscode-icon {
    vertical-align: middle;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 3.2fr) minmax(196px, 1fr);
    gap: 14px 24px;
    margin-top: 4px;
  }

  .columns.weights-only {
    grid-template-columns: minmax(0, 420px);
  }

  .compared {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: 14px 24px;
    align-items: start;
    min-width: 0;
  }

  .columns.narrow {
    grid-template-columns: minmax(0, 1fr);
  }

  .stale {
    opacity: var(--lens-stale-opacity);
    color: var(--lens-stale-foreground);
    filter: var(--lens-stale-filter);
  }

  section {
    min-width: 0;
  }

  ul {
    margin: 0;
    padding: 0;
    font-size: 12px;
    list-style: none;
  }

  .reading li {
    display: grid;
    grid-template-columns: minmax(56px, auto) minmax(0, 1fr);
    align-items: center;
    gap: 8px;
    min-height: 22px;
  }

  .reading li.dim {
    display: block;
  }

  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .wins .label,
  .wins .number {
    font-weight: 600;
  }

  .number-alone {
    font-size: 18px;
    line-height: 26px;
  }

  .attention h3 {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .attention select {
    flex: none;
    height: 22px;
    font-size: 12px;
  }

  .thumbnails {
    display: grid;
    grid-template-columns: repeat(3, minmax(24px, 96px));
    gap: 8px;
  }

  figure {
    margin: 0;
  }

  figcaption,
  .caption {
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
    text-align: center;
  }

  .caption {
    text-align: left;
  }

  .block {
    display: grid;
    grid-template-columns: 12px minmax(76px, 1.4fr) minmax(30px, 1fr) 46px;
    align-items: center;
    gap: 4px;
    width: 100%;
    min-height: 20px;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }

  .block:hover {
    background: var(--lens-row-hovered);
  }

  .tensors {
    padding: 2px 0 4px 16px;
    font-size: 11px;
  }

  .tensors li {
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }

  .tensors .mono {
    overflow: hidden;
    min-width: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .tensors .number {
    flex: none;
  }
`;
