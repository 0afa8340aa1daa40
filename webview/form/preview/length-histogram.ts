import { t } from '@vscode/l10n';
import { html, svg, type TemplateResult } from 'lit';
import type { DataReport } from '../../../src/common/contracts/training/run-folder';
import { formatCount, formatFixed } from '../../shared/format/numbers';

const [width, height] = [220, 52];

/** How many rows have how many tokens, and where they are cut; those behind the cut are orange. */
export function lengthHistogram({
  bins,
  width: binWidth,
  cut,
  maxLength,
  max,
  mean,
}: DataReport['lengths']): TemplateResult {
  const largest = Math.max(1, ...bins);
  const end = Math.max(max, 1);
  const xAt = (tokens: number): number => (Math.min(tokens, end) / end) * width;
  const isCut = maxLength < end;
  const title = isCut ? t('cut at {0}', formatCount(maxLength)) : t('none is cut at {0}', formatCount(maxLength));
  const rows = bins.reduce((sum, count) => sum + count, 0);
  const share = rows === 0 ? 0 : (100 * cut) / rows;
  const words = t(
    '{0} tokens on average, {1} at most; {2} rows ({3} %) are cut',
    formatFixed(mean, 1),
    formatCount(max),
    formatCount(cut),
    formatFixed(share, 1),
  );
  return html`<section class="lengths">
    <h3>${t('Tokens a Row')} <span>${title}</span></h3>
    <svg role="img" aria-label=${words} width=${width} height=${height + 14}>
      <title>${words}</title>
      ${bins.map((count, index) => {
        const from = index * binWidth;
        const [x, bar] = [xAt(from), (count / largest) * (height - 2)];
        const kind = from >= maxLength ? 'bar beyond' : 'bar';
        const across = Math.max(0.5, xAt(from + binWidth) - x - 1);
        return svg`<rect class=${kind} x=${x} width=${across} y=${height - Math.max(bar, count > 0 ? 1 : 0)} height=${Math.max(bar, count > 0 ? 1 : 0)}></rect>`;
      })}
      <line class="axis" x1="0" x2=${width} y1=${height} y2=${height}></line>
      ${isCut ? svg`<line class="cut" x1=${xAt(maxLength)} x2=${xAt(maxLength)} y1="0" y2=${height}></line>` : ''}
      <text x="0" y=${height + 12}>0</text>
      ${isCut && xAt(maxLength) > 16 && xAt(maxLength) < width - 24 ? svg`<text x=${xAt(maxLength)} y=${height + 12} text-anchor="middle">${formatCount(maxLength)}</text>` : ''}
      <text x=${width} y=${height + 12} text-anchor="end">${formatCount(max)}</text>
    </svg>
  </section>`;
}
