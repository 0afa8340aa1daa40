import { t } from '@vscode/l10n';
import { css, html, svg, type TemplateResult } from 'lit';
import type { TensorStatistics } from '../../../../src/common/contracts/description';
import { formatCount } from '../../format/numbers';
import { formatNumber } from './format-number';

type Histogram = NonNullable<TensorStatistics['histogram']>;

const width = 320;
const height = 78;
const axis = 18;
const ticks = 5;

/** Bars of the values, with a scale below. */
export function histogram({ from, to, counts }: Histogram): TemplateResult {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const label = t('Histogram of the values from {0} to {1}', formatNumber(from), formatNumber(to));
  return html`<svg class="histogram" viewBox="0 0 ${width} ${height + axis}" role="img" aria-label=${label}>
    ${counts.map((count, bin) => {
      const bar = count === 0 ? 0 : Math.max(0.75, (count / most) * (height - 2));
      const at = `${formatNumber(from + ((to - from) * bin) / counts.length)} … ${formatNumber(from + ((to - from) * (bin + 1)) / counts.length)}`;
      return svg`<rect x=${bin * step + 0.25} y=${height - bar} width=${Math.max(0.5, step - 0.75)} height=${bar}>
        <title>${at}: ${formatCount(count)}</title>
      </rect>`;
    })}
    <line x1="0" x2=${width} y1=${height + 0.5} y2=${height + 0.5}></line>
    ${scale(from, to)}
  </svg>`;
}

function scale(from: number, to: number): TemplateResult[] {
  if (from === to)
    return [svg`<text x=${width / 2} y=${height + 14} text-anchor="middle">${formatNumber(from)}</text>`];
  return Array.from({ length: ticks }, (_, index) => {
    const part = index / (ticks - 1);
    const anchor = index === 0 ? 'start' : index === ticks - 1 ? 'end' : 'middle';
    return svg`<text x=${part * width} y=${height + 14} text-anchor=${anchor}>${tick(from, to, part)}</text>`;
  });
}

/** Rounded to the width of the scale, so that ticks near zero are zero. */
function tick(from: number, to: number, part: number): string {
  const value = from + (to - from) * part;
  const digits = Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(to - from))));
  if (digits > 6 || Math.abs(value) >= 100_000) return formatNumber(value);
  return String(Number(value.toFixed(digits))).replace('-', '\u2212');
}

export const histogramStyles = css`
  .histogram {
    display: block;
    width: 100%;
    min-width: 0;
  }

  .histogram rect {
    fill: var(--lens-bar);
  }

  .histogram line {
    stroke: var(--vscode-descriptionForeground);
  }

  .histogram text {
    fill: var(--vscode-descriptionForeground);
    font-size: 10.5px;
  }
`;
