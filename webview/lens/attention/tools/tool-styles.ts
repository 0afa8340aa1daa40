import { css } from 'lit';

export const toolStyles = css`
  .scale,
  .cost {
    color: var(--vscode-descriptionForeground);
  }

  .scale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    line-height: 18px;
  }

  lens-legend {
    margin-top: 6px;
  }

  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 4px 10px;
    margin-left: auto;
  }
`;
