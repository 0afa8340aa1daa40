import { css } from 'lit';

/** Facts in one line that breaks where it must; the source at the right. */
export const factsStyles = css`
  :host {
    flex: none;
    display: block;
    padding: 0 16px 8px;
    border-bottom: 1px solid var(--lens-hairline);
    font-size: 11px;
    line-height: 18px;
    color: var(--vscode-descriptionForeground);
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    column-gap: 14px;
  }

  .source {
    margin-left: auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .pair {
    flex: 1 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
