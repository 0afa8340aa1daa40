import { css, html, type TemplateResult } from 'lit';

/** Work of unknown length: a line at the very top of the view. Needs {@link progressLineStyles}. */
export function progressLine(label: string): TemplateResult {
  return html`<div class="progress-line" role="progressbar" aria-label=${label}></div>`;
}

export const progressLineStyles = css`
  .progress-line {
    position: absolute;
    z-index: 5;
    inset: 0 0 auto;
    height: 2px;
    overflow: hidden;
  }

  .progress-line::before {
    content: '';
    display: block;
    width: 36%;
    height: 2px;
    background: var(--vscode-progressBar-background);
    /* Ten pictures a second, not sixty: drawing takes time from the work that is waited for. */
    animation: run 2.4s steps(24) infinite;
  }

  @keyframes run {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(280%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .progress-line::before {
      width: 100%;
      animation: none;
    }
  }
`;
