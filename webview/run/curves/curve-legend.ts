import { t } from '@vscode/l10n';
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { themeObserver } from '../../shared/colour/theme-observer';
import type { Dash, Tone } from '../../shared/chart/shapes';
import type { RunSeries } from './series/run-series';
import { lookOf } from './series/curves-of';

const dashes: Readonly<Record<Dash, string>> = { solid: 'none', dashed: '6 3', dotted: '1.5 3' };

/** What the lines of the losses mean. Needs {@link legendStyles}. */
export function curveLegend(series: readonly RunSeries[]): TemplateResult {
  const evaluated = series[0]?.evaluations.length ?? 0;
  return html`<ul class="legend" aria-label=${t('Legend')}>
    ${entry(curveMark('blue', 'solid'), t('train'))}
    ${evaluated > 0 ? entry(curveMark('blue', 'dashed', true), t('evaluation')) : nothing}
    ${series.slice(1).map((one, index) => {
      const { tone, dash } = lookOf(one, index + 1);
      return entry(curveMark(tone, dash), one.name);
    })}
  </ul>`;
}

function entry(mark: TemplateResult, name: string): TemplateResult {
  return html`<li title=${name}>${mark}<span>${name}</span></li>`;
}

/** A short piece of a line. */
export function curveMark(tone: Tone, dash: Dash, ring = false): TemplateResult {
  const { palette } = themeObserver.colours;
  return html`<svg class="mark" width="22" height="9" aria-hidden="true">
    <path d="M0 4.5H22" fill="none" stroke=${palette[tone]} stroke-width="1.75" stroke-dasharray=${dashes[dash]}></path>
    ${ring ? svg`<circle cx="11" cy="4.5" r="3.5" fill=${palette.background} stroke=${palette[tone]} stroke-width="1.75"></circle>` : nothing}
  </svg>`;
}

export const legendStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
    min-width: 0;
    margin: 0;
    padding: 0;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
    list-style: none;
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }

  .legend li span {
    overflow: hidden;
    max-width: 160px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .mark {
    flex: none;
  }
`;
