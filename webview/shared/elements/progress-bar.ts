import { css, html, nothing, type TemplateResult } from 'lit';
import './bar';

export interface ProgressBar {
  /** Accessible name. */
  readonly label: string;
  /** From 0 to 1; null while it is not known. */
  readonly fraction: number | null;
  /** What a screen reader says instead of a percentage. */
  readonly text: string;
  /** Goes on at the moment: blue instead of grey. */
  readonly active: boolean;
}

/** How much of something is done, 4 px high. Needs {@link progressBarStyles}. */
export function progressBar({ label, fraction, text, active }: ProgressBar): TemplateResult {
  return html`<div
    class="progress-bar"
    role="progressbar"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${fraction === null ? nothing : Math.floor(fraction * 100)}
    aria-valuetext=${text}
  >
    <lens-bar .fraction=${fraction ?? 0} .wins=${active}></lens-bar>
  </div>`;
}

export const progressBarStyles = css`
  .progress-bar {
    height: 4px;
  }

  .progress-bar lens-bar {
    height: 4px;
  }
`;
