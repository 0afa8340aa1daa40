import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ModelParameters, ModelPart } from '../../../../src/common/contracts/description';
import { formatCount } from '../../format/numbers';
import { setStyles } from '../../theme/set-styles';

/** How many parameters there are, and which part of the model has them: a bar, and its numbers in the same order. */
export function parametersSection(parameters: ModelParameters | null, why: string | null): TemplateResult {
  return html`<section aria-labelledby="parameters">
    <h2 id="parameters">
      ${t('Parameters')} ${parameters ? html`<span>${formatCount(parameters.total)}</span>` : nothing}
    </h2>
    ${parameters ? shares(parameters) : html`<p class="dim">${why ?? ''}</p>`}
  </section>`;
}

function shares({ total, parts, tied }: ModelParameters): TemplateResult {
  const share = (count: number): number => (total === 0 ? 0 : count / total);
  return html`<div class="bar" aria-hidden="true">
      ${parts.map(
        ({ part, parameters }) =>
          html`<div
            class="piece ${part}"
            title=${partName(part)}
            ${setStyles({ 'flex-grow': String(share(parameters)) })}
          ></div>`,
      )}
    </div>
    <table class="parts" aria-label=${t('Parameters by part')}>
      ${parts.map(
        ({ part, parameters }) =>
          html`<tr>
            <th scope="row">
              <span class="swatch ${part}" aria-hidden="true"></span>${partName(part)}
              ${part === 'embedding' && tied ? html`<span class="dim" title=${t('The head has the same matrix.')}>${t('tied')}</span>` : nothing}
            </th>
            <td>${formatCount(parameters)}</td>
            <td class="dim">${`${(100 * share(parameters)).toFixed(1)} %`}</td>
          </tr>`,
      )}
    </table>`;
}

export function partName(part: ModelPart): string {
  switch (part) {
    case 'embedding':
      return t('Embedding');
    case 'attention':
      return t('Attention');
    case 'mlp':
      return 'MLP';
    case 'norms':
      return t('Norms');
    case 'pooler':
      return t('Pooler');
    case 'head':
      return t('Head');
    case 'other':
      return t('Other');
  }
}

/** Colour is the first channel, the hatching of a part the second. */
export const partsStyles = css`
  .bar {
    display: flex;
    height: 12px;
    margin: 4px 0 8px;
    border: 1px solid var(--lens-track-border);
    border-radius: 2px;
    overflow: hidden;
    gap: 1px;
  }

  .piece {
    flex: 0 1 0;
    min-width: 1px;
  }

  .swatch {
    display: inline-block;
    width: 10px;
    height: 10px;
    margin-right: 8px;
    border-radius: 2px;
    vertical-align: -1px;
  }

  .mlp {
    background-color: var(--vscode-charts-blue);
  }

  .embedding {
    background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, transparent 1.5px 5px)
      var(--vscode-modelLens-token3Border, var(--vscode-charts-purple));
  }

  .attention {
    background: repeating-linear-gradient(90deg, var(--hatch) 0 1.5px, transparent 1.5px 5px)
      var(--vscode-modelLens-token2Border, var(--vscode-editorWarning-foreground));
  }

  .norms {
    background: repeating-linear-gradient(0deg, var(--hatch) 0 1.5px, transparent 1.5px 4px)
      var(--vscode-modelLens-token4Border, var(--vscode-charts-green));
  }

  .head {
    background: repeating-linear-gradient(45deg, var(--hatch) 0 1.5px, transparent 1.5px 5px)
      color-mix(in srgb, var(--vscode-foreground) 62%, var(--vscode-editor-background));
  }

  .pooler {
    background: radial-gradient(circle, var(--hatch) 0 1px, transparent 1.5px) 0 0 / 4px 4px
      color-mix(in srgb, var(--vscode-charts-blue) 45%, var(--vscode-foreground));
  }

  .other {
    background-color: color-mix(in srgb, var(--vscode-foreground) 30%, var(--vscode-editor-background));
  }

  .parts {
    width: 100%;
    border-collapse: collapse;
    font-size: 12px;
    line-height: 20px;
    --hatch: transparent;
  }

  .bar,
  .parts {
    --hatch: color-mix(in srgb, var(--vscode-editor-background) 60%, transparent);
  }

  .parts th {
    padding: 0;
    text-align: left;
    font-weight: 400;
  }

  .parts td {
    padding: 0 0 0 12px;
    text-align: right;
    white-space: nowrap;
  }
`;
