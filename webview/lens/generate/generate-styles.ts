import { css } from 'lit';

/** Settings and branches at the left from 560 px of the Lens on (528 px without its margins); else one column. */
export const generateStyles = css`
  :host {
    display: block;
    container: generate / inline-size;
    --notice-inset: 0;
  }

  .lines > .notice-line:last-child {
    margin-bottom: 12px;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px 24px;
    align-items: start;
  }

  .parts > * {
    min-width: 0;
  }

  .main {
    display: grid;
    gap: 18px;
  }

  .old {
    opacity: var(--lens-stale-opacity);
    color: var(--lens-stale-foreground);
  }

  p {
    max-width: 64ch;
    margin: 0;
  }

  .card {
    max-width: 560px;
    padding: 12px 16px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
  }

  .card p {
    margin: 4px 0 10px;
  }

  @container generate (min-width: 528px) {
    .parts {
      grid-template:
        'actions main' auto
        'settings main' auto
        'branches main' 1fr / 216px minmax(0, 1fr);
    }

    .actions {
      grid-area: actions;
    }

    .settings {
      grid-area: settings;
    }

    .branches {
      grid-area: branches;
    }

    .main {
      grid-area: main;
    }
  }

  @container generate (min-width: 868px) {
    .parts {
      grid-template-columns: 264px minmax(0, 1fr);
    }
  }
`;
