import { css } from 'lit';

/** The page: everything below everything, scrolled as a whole. */
export const runStyles = css`
  :host {
    display: block;
    height: 100%;
    padding: 8px 16px 24px;
    overflow: auto;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    min-height: 32px;
  }

  h2 {
    flex: 1 1 160px;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    min-height: 24px;
    font-size: 12px;
  }

  .progress .progress-bar {
    flex: 1 1 200px;
    min-width: 0;
  }

  .notices {
    --notice-inset: 0;
    margin-bottom: 8px;
  }

  run-evaluation,
  run-comparison {
    display: block;
    margin-top: 14px;
    padding-top: 8px;
    border-top: 1px solid var(--lens-hairline);
  }
`;
