import { css } from 'lit';

/** One line of 40 px; names lose their tail, badges stay, other facts move into the menu where it is narrow. */
export const headerStyles = css`
  :host {
    flex: none;
    display: block;
    container-type: inline-size;
  }

  header {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 40px;
    padding: 0 12px 0 12px;
  }

  .space {
    flex: 1 1 0;
  }

  .chooser {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 84px;
    padding: 2px 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  .chooser:hover {
    background: var(--vscode-toolbar-hoverBackground, transparent);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }

  .chooser vscode-icon {
    flex: none;
    color: var(--vscode-descriptionForeground);
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }

  .owner {
    font-weight: 400;
    color: var(--vscode-descriptionForeground);
  }

  .status {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-size: 12px;
    white-space: nowrap;
    color: var(--vscode-descriptionForeground);
  }

  button.status {
    height: 22px;
    padding: 0 2px;
    border: 0;
    border-radius: 4px;
    background: none;
    font: inherit;
    font-size: 12px;
    cursor: pointer;
  }

  button.status:hover {
    color: var(--vscode-foreground);
  }

  .storage {
    display: inline-flex;
  }

  .stopped vscode-icon {
    color: var(--vscode-errorForeground);
  }

  @container (max-width: 719px) {
    .storage,
    .owner {
      display: none;
    }
  }

  @container (max-width: 559px) {
    .device {
      display: none;
    }
  }

  @container (max-width: 399px) {
    .time {
      display: none;
    }
  }
`;
