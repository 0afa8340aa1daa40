import { css } from 'lit';

/** What may stand in masked places. */
export const maskedStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  h3 {
    margin: 0;
    font-size: 13px;
    font-weight: 600;
    line-height: 22px;
  }

  h3 > span {
    font-weight: 400;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
  }

  .places {
    display: grid;
    gap: 16px 32px;
    margin-top: 8px;
  }

  @container predictions (min-width: 900px) {
    .places.several {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  .standing,
  .what {
    margin: 8px 0 0;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .standing:empty {
    display: none;
  }

  .caption {
    margin: 10px 0 0;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }

  .fold {
    margin-top: 4px;
    font-size: 12px;
  }

  .failure {
    margin: 8px 0 0;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
    padding-top: 12px;
    border-top: 1px solid var(--lens-hairline);
  }

  .run {
    margin-top: 16px;
    padding-top: 14px;
    border-top: 1px solid var(--lens-hairline);
  }
`;
