import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { formatFixed } from '../../shared/format/numbers';
import { stateNameOf, type LayersScene } from './scene/layers-scene';

/** The chosen token's state by its name in `transformers`, and its norm. Needs {@link tokenFactsStyles}. */
export function tokenFacts(scene: LayersScene): TemplateResult | typeof nothing {
  const { neighbours, axis } = scene;
  if (!neighbours) return nothing;
  const { entry, state, norm, normBefore } = neighbours;
  const times = normBefore ? `, ${t('{0} × the layer before', formatFixed(norm / normBefore, 2))}` : '';
  return html`<dl class="token-facts">
    <dt>${t('State')}</dt>
    <dd class="mono">${axis.label(entry)}, ${stateNameOf(scene, state, entry)}</dd>
    <dt>${t('Norm')}</dt>
    <dd>${formatFixed(norm, 3)}${times}</dd>
  </dl>`;
}

export const tokenFactsStyles = css`
  .token-facts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 14px;
    margin: 12px 0 0;
    padding-top: 10px;
    border-top: 1px solid var(--lens-hairline);
    font-size: 12px;
  }

  .token-facts dt {
    color: var(--vscode-descriptionForeground);
  }

  .token-facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;
