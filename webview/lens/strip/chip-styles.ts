import { css, unsafeCSS, type CSSResult } from 'lit';

const hues = [1, 2, 3, 4].map(
  (hue) => `.hue${hue} {
    --join: var(--vscode-modelLens-token${hue}Border, currentColor);
    background: var(--lens-token${hue});
    border-color: var(--lens-token${hue}-border);
  }`,
);

/** The four word colours as classes `hue1` to `hue4`; `--join` is the line between pieces of a word. */
export const hueStyles: CSSResult = unsafeCSS(hues.join('\n'));

/** Chips of 37 px: text above id. Colour names the word, the frame says what stands for no text or was not read. */
export const chipStyles = css`
  .chip {
    position: relative;
    display: inline-flex;
    flex-direction: column;
    flex: none;
    align-items: center;
    justify-content: center;
    min-width: 24px;
    max-width: 260px;
    height: 37px;
    padding: 0 6px;
    border: 1px solid transparent;
    border-radius: 3px;
    cursor: default;
  }

  /* 3 px under the frame, as far as the space under the chip goes. */
  .measure {
    position: absolute;
    bottom: -4px;
    left: 0;
    max-width: 100%;
    min-width: 2px;
    height: 3px;
    background: var(--lens-bar);
    pointer-events: none;
  }

  .waiting {
    min-width: 56px;
  }

  .text {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
    font: 14px / 17px var(--lens-mono);
  }

  .id {
    font-size: 11px;
    line-height: 14px;
    color: color-mix(in srgb, var(--vscode-foreground) 92%, transparent);
  }

  ${hueStyles}

  .kind-special,
  .kind-padding {
    border-style: dashed;
    border-color: var(--lens-special-border);
    color: var(--vscode-descriptionForeground);
  }

  .kind-padding {
    border-style: dotted;
    border-color: var(--lens-padding-border);
  }

  .kind-padding .id {
    color: inherit;
  }

  .kind-cut {
    border: 1px dotted var(--lens-padding-border);
    color: var(--lens-cut);
  }

  .kind-cut .id {
    color: inherit;
  }

  .kind-cut .text {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }

  .joins-before {
    border-left: 1px dashed var(--join, currentColor);
    border-top-left-radius: 0;
    border-bottom-left-radius: 0;
  }

  .joins-after {
    border-right-width: 0;
    border-top-right-radius: 0;
    border-bottom-right-radius: 0;
  }

  .linked {
    z-index: 1;
    outline: 1px solid var(--lens-linked);
    outline-offset: 0;
  }

  .chip[aria-selected='true'] {
    z-index: 2;
    outline: var(--lens-chosen-width) solid var(--lens-chosen);
    outline-offset: -1px;
  }

  .chip.linked[aria-selected='true'] {
    box-shadow: 0 0 0 2px var(--lens-linked);
  }
`;
