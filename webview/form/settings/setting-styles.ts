import { css } from 'lit';

/** Two columns of settings, hairlines between; one column where it is narrow. */
export const settingStyles = css`
  :host {
    display: block;
  }

  .title {
    display: flex;
    justify-content: space-between;
    line-height: 22px;
  }

  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 236px), 1fr));
    column-gap: 28px;
  }

  .setting {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 0 4px;
    min-height: 36px;
    padding: 2px 0;
    border-bottom: 1px solid var(--lens-hairline);
  }

  .setting.changed {
    position: relative;
  }

  .setting.changed::before {
    content: '';
    position: absolute;
    inset: 4px auto 4px -8px;
    width: 2px;
    background: var(--vscode-settings-modifiedItemIndicator, var(--vscode-focusBorder));
  }

  label > span {
    display: block;
    font-size: 12px;
    line-height: 15px;
  }

  label > .dim {
    font-size: 11px;
  }

  .setting > input,
  .setting > select {
    grid-column: 3;
    width: 60px;
    text-align: right;
  }

  .setting > select {
    width: auto;
    min-width: 60px;
    max-width: 128px;
    text-align: left;
  }

  .setting > input.text {
    width: 112px;
  }

  /* Lists and objects are long. */
  .setting > input:is(.json, .modules) {
    grid-column: 1 / -1;
    width: 100%;
    text-align: left;
  }

  /* A switch with what belongs to it below. */
  .setting.lora {
    display: block;
  }

  vscode-checkbox {
    --vscode-font-size: 12px;
  }

  .setting > .icon-button {
    grid-column: 2;
  }

  .problem {
    grid-column: 1 / -1;
  }

  summary {
    padding: 4px 0;
    border-radius: 3px;
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
    cursor: pointer;
  }

  summary .dim {
    margin-left: 4px;
    font-weight: 400;
  }
`;
