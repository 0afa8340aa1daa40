import { css } from 'lit';

/** Three columns from 900 px of the Lens on (868 px without its margins), two from 560 on, else one. */
export const attentionStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px 28px;
    margin-top: 14px;
    align-items: start;
  }

  .parts > * {
    min-width: 0;
  }

  .heads h2 {
    margin-bottom: 2px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  @container (min-width: 528px) {
    .parts {
      grid-template:
        'heads heads' auto
        'head lines' auto
        'stats stats' auto / minmax(0, 1.35fr) minmax(200px, 1fr);
    }

    .heads {
      grid-area: heads;
    }

    .stats {
      grid-area: stats;
    }

    .one {
      grid-area: head;
    }

    .lines {
      grid-area: lines;
    }
  }

  @container (min-width: 868px) {
    .parts {
      grid-template:
        'heads head lines' auto
        'stats head lines' 1fr / minmax(0, 1.32fr) minmax(0, 1fr) minmax(180px, 0.59fr);
    }
  }

  .card {
    max-width: 560px;
    margin-top: 14px;
    padding: 12px 16px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
  }

  .card p {
    margin: 4px 0 10px;
  }

  .card > vscode-button + vscode-button {
    margin-left: 8px;
  }

  .waiting {
    margin: 14px 0;
    color: var(--vscode-descriptionForeground);
  }
`;
