import { css } from 'lit';

/** Columns and rows of the list of labels. */
export const labelListStyles = css`
  :host {
    display: block;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(72px, 22%) minmax(0, 1fr) 72px;
    column-gap: 12px;
    align-items: center;
    margin: 0 -6px;
    padding: 0 6px;
    line-height: 24px;
  }

  .caption {
    font-size: 11px;
    line-height: 18px;
    color: var(--vscode-descriptionForeground);
  }

  .list {
    outline: none;
  }

  [role='option'] {
    border: 1px solid transparent;
    border-radius: 3px;
    color: var(--vscode-descriptionForeground);
    cursor: pointer;
  }

  .wins {
    color: var(--vscode-foreground);
    font-weight: 600;
  }

  [role='option']:hover {
    background: var(--lens-row-hovered);
    border: 1px dashed var(--lens-row-outline);
  }

  [role='option'][aria-selected='true'] {
    background: var(--lens-row-chosen);
    border: 1px solid var(--lens-row-outline);
  }

  .list:focus-visible .active {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .barred {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  lens-bar {
    flex: 1;
    height: 10px;
  }

  .probability {
    flex: none;
    width: 54px;
  }

  .logit {
    font-size: 12px;
    font-weight: 400;
    color: var(--vscode-descriptionForeground);
  }
`;
