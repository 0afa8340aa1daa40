import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { deviceLabel } from '../../../shared/format/model-words';
import { StoreElement } from '../../store/store-element';
import { deviceText, timeFacts, weightFacts, type Fact } from './run-facts';

/** The facts of the run on show: weights, device, time. */
@customElement('lens-run-facts')
export class RunList extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 16px;
        margin: 4px 0 0;
        font-size: 12px;
        line-height: 18px;
      }

      dt {
        color: var(--vscode-descriptionForeground);
      }

      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state?.run) return html``;
    const { run, model } = state;
    return html`<h2>${t('Run')}</h2>
      <dl>
        ${weightFacts(model).map(renderFact)}
        <dt>${t('Device')}</dt>
        <dd>
          ${deviceText(deviceLabel(run.device), run)};
          <button class="link" @click=${() => void this.store.wishes.perform('chooseDevice')}>
            ${t('other devices')}
          </button>
        </dd>
        ${timeFacts(run).map(renderFact)}
      </dl>`;
  }
}

function renderFact({ name, text }: Fact): TemplateResult {
  return html`<dt>${name}</dt>
    <dd>${text}</dd>`;
}
