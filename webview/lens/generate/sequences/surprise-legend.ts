import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import { surpriseLevel } from '../../../../src/common/statistics/surprise';

const shown = [1, 0.5, 0.2, 0.05, 0.01];

/** What the colours of tokens mean. Needs {@link legendStyles} and the styles of surprise. */
export function surpriseLegend(): TemplateResult {
  return html`<span class="legend">
    <span>${t('probability given by the model')}</span>
    <span class="swatches"
      >${shown.map(
        (probability) =>
          html`<span class="swatch surprise${surpriseLevel(probability)}"
            >${String(probability).replace(/^0/, '')}</span
          >`,
      )}</span
    >
  </span>`;
}

export const legendStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin-left: auto;
    font-size: 12px;
    color: var(--vscode-descriptionForeground);
  }

  .swatches {
    display: flex;
    border: 1px solid var(--lens-card-border);
    border-radius: 3px;
    overflow: hidden;
  }

  .swatch {
    min-width: 30px;
    padding: 0 4px;
    font-size: 11px;
    line-height: 18px;
    color: var(--vscode-foreground);
    text-align: center;
  }

  .swatch + .swatch {
    border-left: 1px solid var(--lens-card-border);
  }
`;
