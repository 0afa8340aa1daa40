import { css } from 'lit';

/** A slider as VS Code would draw one: a hairline and a round thumb of 12 px. */
export const sliderStyles = css`
  .slider {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 26px;
    margin-top: 8px;
    font-size: 12px;
  }

  .slider > span {
    color: var(--vscode-descriptionForeground);
  }

  input[type='range'] {
    flex: 1 1 60px;
    min-width: 60px;
    max-width: 120px;
    height: 18px;
    margin: 0;
    appearance: none;
    background: none;
  }

  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border: 1px solid var(--lens-button-border);
    border-radius: 2px;
    background: var(--lens-track);
  }

  input[type='range']::-webkit-slider-thumb {
    width: 12px;
    height: 12px;
    margin-top: -5px;
    appearance: none;
    border-radius: 50%;
    background: var(--vscode-foreground);
  }
`;
