import { html, type TemplateResult } from 'lit';
import { themeObserver } from '../colour/theme-observer';
import type { ChartLine } from './chart-data';

const dashes = { blue: 'none', orange: '6 3', foreground: '1.5 3' };

/** A short piece of a series' line, for its legend. */
export function seriesMark(tone: ChartLine['tone']): TemplateResult {
  const colour = themeObserver.colours.palette[tone];
  return html`<svg width="22" height="8" aria-hidden="true">
    <path d="M0 4H22" fill="none" stroke=${colour} stroke-width="1.75" stroke-dasharray=${dashes[tone]}></path>
  </svg>`;
}
